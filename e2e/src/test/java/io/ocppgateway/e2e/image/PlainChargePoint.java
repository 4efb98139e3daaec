package io.ocppgateway.e2e.image;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A charge point on the JDK's WebSocket: nothing of ours between it and the gateway.
final class PlainChargePoint implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final StringBuilder message = new StringBuilder();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /// Connects with OCPP 1.6.
  PlainChargePoint(URI uri) {
    socket =
        http.newWebSocketBuilder()
            .subprotocols("ocpp1.6")
            .connectTimeout(PATIENCE)
            .buildAsync(uri, this)
            .join();
  }

  /// Sends a frame and gives the next one that comes.
  ///
  /// @throws AssertionError if none comes
  String ask(String frame) {
    socket.sendText(frame, true).join();
    try {
      String answer = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("not answered: " + frame);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Waits until the gateway has closed the connection, and gives its close code.
  int awaitClose(Duration patience) {
    return closed.orTimeout(patience.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      messages.add(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }
}
