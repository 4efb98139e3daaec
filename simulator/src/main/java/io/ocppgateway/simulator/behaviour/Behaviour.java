package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What one charge point says, and what it makes of commands: its connector's availability and its
/// settings are its state. Owned by the thread of its charge point.
public sealed interface Behaviour permits Behaviour16, Behaviour2 {

  /// The behaviour of a charge point just unpacked.
  static Behaviour of(
      OcppVersion version, Hardware hardware, RetryBackOff retryBackOff, InstantSource clock) {
    return switch (version) {
      case V1_6 -> new Behaviour16(hardware, clock);
      case V2_0_1, V2_1 -> new Behaviour2(hardware, retryBackOff, clock);
    };
  }

  /// Tells what the charge point is.
  Request bootNotification(BootCause cause);

  /// Tells that the charge point is there.
  Request heartbeat();

  /// Tells the status of each connector.
  List<Request> statusNotifications();

  /// The interval of heartbeats as the central system set it, kept where its settings are read.
  void heartbeatIntervalSet(long seconds);

  /// The answer to a command, empty if the charge point does not know the action.
  ///
  /// @param payload conforms to the action's schema
  /// @param accepted whether the last BootNotification was; if not, it is pending
  Optional<Reply> answer(String action, ObjectNode payload, boolean accepted);
}
