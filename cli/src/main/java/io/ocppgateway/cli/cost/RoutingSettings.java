package io.ocppgateway.cli.cost;

/// What is done with each message, as the stack's settings have it.
///
/// @param heartbeatRecords whether a second rule writes down each charge point's last Heartbeat
/// @param callsLogged whether the functions log a line of each CALL that went well:
///   `functionLogLevel=DEBUG`
public record RoutingSettings(boolean heartbeatRecords, boolean callsLogged) {

  /// What is deployed when nothing is set.
  public static final RoutingSettings STANDARD = new RoutingSettings(true, false);
}
