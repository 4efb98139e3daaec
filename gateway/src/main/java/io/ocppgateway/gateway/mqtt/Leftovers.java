package io.ocppgateway.gateway.mqtt;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Publishes what the links of charge points could not before they ended: answers to commands, and
/// what became of commands. Uses a link of the gateway's own, opened when it is needed first, which
/// tries to reach the broker for as long as the gateway runs.
///
/// What nobody answers for is not kept: a charge point repeats its own CALLs. Safe for use by many
/// threads.
final class Leftovers implements LinkListener {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /// How much waits when the broker is gone as well; more is lost, and told.
  private static final int MAX_WAITING = 10_000;

  /// The same in bytes.
  static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

  /// How long a link that is not up yet may take at the end.
  private static final int FINISH_SECONDS = 3;

  private final Broker broker;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private @Nullable Link link;
  private boolean finishing;

  Leftovers(Broker broker) {
    this.broker = broker;
  }

  /// Takes over what a link on this event loop leaves behind; called on it.
  void take(Pending pending, EventLoop eventLoop) {
    Link target = pending.outcome ? link(eventLoop) : null;
    if (target == null) {
      lose(pending);
    } else {
      target.eventLoop().execute(() -> publish(target, pending));
    }
  }

  /// There is no way left to publish this.
  void lose(Pending pending) {
    broker.metrics().onPublishLost();
    LoggingEventBuilder event = LOG.atLevel(pending.outcome ? Level.WARN : Level.DEBUG);
    broker
        .frequentLines()
        .log(
            event,
            line ->
                line.addKeyValue("topic", pending.topic)
                    .addKeyValue("bytes", pending.bytes)
                    .log("message lost: its link has ended before the broker acknowledged it"));
    pending.payload.release();
  }

  /// Takes no more, and gives what is left a few seconds.
  ///
  /// @return completes when all is published, or given up
  synchronized CompletableFuture<Void> finish() {
    finishing = true;
    if (link == null) {
      finished.complete(null);
    } else {
      Link last = link;
      last.eventLoop().execute(() -> finish(last));
    }
    return finished;
  }

  @Override
  public void onLinkUp() {
    LOG.atInfo().log("gateway publishes what links have left behind");
    finishIfAsked();
  }

  @Override
  public void onLinkLost(LinkEnd end) {
    // It connects anew.
  }

  @Override
  public void onLinkEnd(LinkEnd end) {
    LOG.atWarn()
        .addKeyValue("kind", end.kind())
        .addKeyValue("detail", end.detail())
        .log("broker does not take the gateway's own link");
  }

  @Override
  public synchronized void onLinkClosed() {
    link = null;
    if (finishing) {
      finished.complete(null);
    }
  }

  private static void finish(Link last) {
    if (last.isUp() || last.waiting() == 0) {
      // Which waits for acknowledgements.
      last.close();
    } else {
      ScheduledFuture<?> _ =
          last.eventLoop().schedule(last::close, FINISH_SECONDS, TimeUnit.SECONDS);
    }
  }

  private synchronized void finishIfAsked() {
    if (finishing && link != null) {
      link.close();
    }
  }

  private synchronized @Nullable Link link(EventLoop eventLoop) {
    if (link == null && !finishing) {
      link = new Link(LinkName.ofGateway(), eventLoop, this, broker, LinkRules.FOREVER);
    }
    return link;
  }

  private void publish(Link target, Pending pending) {
    if (target.waiting() >= MAX_WAITING || target.waitingBytes() >= MAX_WAITING_BYTES) {
      lose(pending);
    } else {
      // For this client it is the first time.
      pending.attempted = false;
      target.publish(pending);
      target.flush();
    }
  }
}
