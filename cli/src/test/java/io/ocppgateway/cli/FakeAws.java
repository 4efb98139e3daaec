package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// AWS endpoints on a free port that answer what they were told to, and remember what was asked.
final class FakeAws implements AutoCloseable {

  /// An answer.
  ///
  /// @param status the HTTP status
  /// @param errorType the exception's name, empty for none
  /// @param body JSON
  private record Answer(int status, String errorType, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Answers an operation: `GET /things`, or the target of a JSON service,
  /// `DynamoDB_20120810.Scan`.
  FakeAws on(String operation, String body) {
    answers.put(operation, new Answer(200, "", body));
    return this;
  }

  FakeAws refuses(String operation, int status, String errorType, String message) {
    answers.put(operation, new Answer(status, errorType, "{\"message\":\"" + message + "\"}"));
    return this;
  }

  /// Operation and body of each request, in order.
  List<String> requests() {
    return List.copyOf(requests);
  }

  String port() {
    return Integer.toString(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation =
        target != null
            ? target
            : exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add((operation + " " + body).strip());
    Answer answer =
        answers.getOrDefault(operation, new Answer(500, "Unexpected", "{\"message\":\"-\"}"));
    if (!answer.errorType().isEmpty()) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", answer.errorType());
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
