package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What one charge point says, and what it makes of commands: its connector's availability is its
/// state. Owned by the thread of its charge point.
public sealed interface Behaviour permits Behaviour16, Behaviour2 {

  /// The behaviour of a charge point just unpacked.
  ///
  /// @param connector what stands at it, which others change
  /// @param settings the operator's, which commands change
  static Behaviour of(
      OcppVersion version,
      Hardware hardware,
      RetryBackOff retryBackOff,
      Settings settings,
      Connector connector,
      InstantSource clock) {
    return switch (version) {
      case V1_6 -> new Behaviour16(hardware, settings, connector, clock);
      case V2_0_1, V2_1 ->
          new Behaviour2(
              hardware,
              new Variables(hardware, retryBackOff, settings),
              settings,
              connector,
              clock);
    };
  }

  /// Tells what the charge point is.
  Request bootNotification(BootCause cause);

  /// Tells that the charge point is there.
  Request heartbeat();

  /// Tells the status of each connector.
  List<Request> statusNotifications();

  /// Tells the status of the connector.
  Request statusNotification();

  /// What [#statusNotification] would tell.
  String status();

  /// Whether a vehicle may come: the connector is free and in service.
  boolean isAvailable();

  /// The transaction is over: what was put off until then happens now.
  ///
  /// @return what is to be told of it, the connector's own status apart
  List<Request> transactionOver();

  /// The answer to a command, empty if the charge point does not know the action.
  ///
  /// @param payload conforms to the action's schema
  /// @param accepted whether the last BootNotification was; if not, it is pending
  Optional<Reply> answer(String action, ObjectNode payload, boolean accepted);
}
