package io.ocppgateway.gateway.mqtt.reconnect;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// When each client id has last sent a CONNECT: AWS IoT Core takes one a second of each. Remembers
/// no more than the last second. Safe for use by many threads.
public final class ConnectTimes {

  static final long INTERVAL_NANOS = 1_000_000_000L;

  /// The oldest first.
  private final Map<String, Long> times = new LinkedHashMap<>();

  /// A CONNECT is sent now.
  public synchronized void onConnect(String clientId, long now) {
    forgetBefore(now - INTERVAL_NANOS);
    times.remove(clientId);
    times.put(clientId, now);
  }

  /// How long the next CONNECT has to wait, 0 if it has not.
  public synchronized long nanosUntilNext(String clientId, long now) {
    Long last = times.get(clientId);
    return last == null ? 0 : Math.max(0, last + INTERVAL_NANOS - now);
  }

  private void forgetBefore(long time) {
    for (Iterator<Long> each = times.values().iterator(); each.hasNext(); ) {
      if (each.next() - time > 0) {
        return;
      }
      each.remove();
    }
  }
}
