package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.iot.message.Publish;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Publishes what clients asked to be published when they are lost. Belongs to the broker's event
/// loop.
///
/// @param publish publishes a message
/// @param isConnected whether the client of this id is back
/// @see "MQTT 5 §3.1.2.5, §3.1.3.2.2"
record Wills(Timer timer, Clock clock, Consumer<Publish> publish, Predicate<String> isConnected) {

  /// A client was lost. Its will waits for its return as long as it wished, at most as long as its
  /// session lives.
  void lost(ConnectRequest client) {
    Publish will = client.will();
    if (will == null) {
      return;
    }
    Duration delay =
        client.willDelay().compareTo(client.sessionExpiry()) < 0
            ? client.willDelay()
            : client.sessionExpiry();
    if (delay.isPositive()) {
      timer.after(
          delay,
          () -> {
            if (!isConnected.test(client.clientId())) {
              publishNow(will);
            }
          });
    } else {
      publishNow(will);
    }
  }

  private void publishNow(Publish will) {
    publish.accept(will.receivedAt(clock.instant()));
  }
}
