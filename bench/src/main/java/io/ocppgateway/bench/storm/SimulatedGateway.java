package io.ocppgateway.bench.storm;

import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.admission.WaitingRoom;
import java.time.Duration;

/// One gateway of a storm: its waiting room, and one processor core that does one thing after the
/// other.
final class SimulatedGateway {

  /// What a core does in a second: connections set up with TLS to the broker, resumed, and plain
  /// ones. A refusal is taken to cost as much as a plain connection, which is too much.
  private static final long CONNECT_NANOS = Duration.ofSeconds(1).dividedBy(368).toNanos();

  private static final long REFUSAL_NANOS = Duration.ofSeconds(1).dividedBy(1_170).toNanos();

  private final WaitingRoom<Integer> waitingRoom;
  private long busyUntil;
  private long workedNanos;

  SimulatedGateway(ConnectRate share, int maxWaitingHandshakes) {
    waitingRoom = new WaitingRoom<>(share, maxWaitingHandshakes, 0);
  }

  WaitingRoom<Integer> waitingRoom() {
    return waitingRoom;
  }

  /// How long the core has work.
  long backlogNanos(long now) {
    return Math.max(0, busyUntil - now);
  }

  /// All work so far.
  long workedNanos() {
    return workedNanos;
  }

  /// Gives the core the work of a handshake that is refused.
  void refuse(long now) {
    work(now, REFUSAL_NANOS);
  }

  /// Gives the core the work of a connection to the broker.
  void connect(long now) {
    work(now, CONNECT_NANOS);
  }

  private void work(long now, long nanos) {
    workedNanos += nanos;
    busyUntil = Math.max(busyUntil, now) + nanos;
  }
}
