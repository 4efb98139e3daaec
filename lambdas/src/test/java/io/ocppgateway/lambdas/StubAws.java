package io.ocppgateway.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Records the requests of the AWS SDK, and answers each as it is told to, else with `{}`.
final class StubAws implements AutoCloseable {

  /// A request: `POST /topics/CP1%2Fout?qos=0`, or for DynamoDB `DynamoDB_20120810.PutItem`.
  record Request(String what, String body) {}

  /// What is answered.
  record Reply(int status, String body) {}

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();

  StubAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        "eu-central-1",
        "AWS_ENDPOINT_URL",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_ACCESS_KEY_ID",
        "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY",
        "secret",
        "PROCESSED_MESSAGES_TABLE",
        "Processed",
        "PRESENCE_TABLE",
        "Presence");
  }

  /// Requests of this kind are answered like this.
  void reply(String what, int status, String body) {
    reply(what, _ -> new Reply(status, body));
  }

  /// Requests of this kind are answered according to what they say.
  void reply(String what, Function<Request, Reply> reply) {
    replies.put(what, reply);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String what =
          target == null ? exchange.getRequestMethod() + " " + exchange.getRequestURI() : target;
      Request request =
          new Request(what, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(request);
      Reply reply = replies.getOrDefault(what, _ -> new Reply(200, "{}")).apply(request);
      byte[] body = reply.body.getBytes(UTF_8);
      if (reply.status == 404) {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", "ResourceNotFoundException");
      }
      exchange.sendResponseHeaders(reply.status, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
