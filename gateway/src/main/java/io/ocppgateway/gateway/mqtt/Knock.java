package io.ocppgateway.gateway.mqtt;

import io.netty.channel.EventLoop;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Finds out whether the broker takes connections: makes one, in the gateway's own name, and takes
/// leave. On one event loop only.
final class Knock implements LinkListener {

  private final CompletableFuture<Void> answer;
  private final Link link;

  private Knock(Broker broker, EventLoop eventLoop, CompletableFuture<Void> answer) {
    this.answer = answer;
    link = new Link(LinkName.ofGateway(), eventLoop, this, broker, Duration.ZERO);
  }

  /// Knocks once; called on the event loop.
  ///
  /// @param answer is completed when the broker has taken the connection; exceptionally, and in
  ///   time, if it did not
  static void at(Broker broker, EventLoop eventLoop, CompletableFuture<Void> answer) {
    Knock _ = new Knock(broker, eventLoop, answer);
  }

  @Override
  public void onLinkUp() {
    answer.complete(null);
    link.close();
  }

  @Override
  public void onLinkLost(LinkEnd end) {
    // It was up before, and has told.
  }

  @Override
  public void onLinkEnd(LinkEnd end) {
    answer.completeExceptionally(new ConnectException(end.kind() + ", " + end.detail()));
  }

  @Override
  public void onLinkClosed() {
    // Nothing is left.
  }
}
