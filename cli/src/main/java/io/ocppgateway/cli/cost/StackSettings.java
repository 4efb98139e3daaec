package io.ocppgateway.cli.cost;

/// What of the stack's settings bears on its cost.
///
/// @param egress how tasks reach AWS IoT Core
/// @param tls where charge points' TLS ends
/// @param tasks the gateway's
/// @param routing what is done with each message
public record StackSettings(
    Egress egress, TlsEnd tls, TaskSettings tasks, RoutingSettings routing) {

  /// What is deployed when nothing is set.
  public static final StackSettings STANDARD =
      new StackSettings(Egress.NAT, TlsEnd.NONE, TaskSettings.STANDARD, RoutingSettings.STANDARD);

  StackSettings with(Egress other) {
    return new StackSettings(other, tls, tasks, routing);
  }

  StackSettings with(TlsEnd other) {
    return new StackSettings(egress, other, tasks, routing);
  }

  StackSettings with(TaskSettings other) {
    return new StackSettings(egress, tls, other, routing);
  }

  StackSettings with(RoutingSettings other) {
    return new StackSettings(egress, tls, tasks, other);
  }
}
