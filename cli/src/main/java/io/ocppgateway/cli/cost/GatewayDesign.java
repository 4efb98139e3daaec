package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;

/// This stack: two zones, in each half of the tasks.
///
/// @param settings of the stack
/// @param way of its messages
/// @param watching of all of it
record GatewayDesign(StackSettings settings, MessageWay way, Watching watching) implements Design {

  static final int ZONES = 2;

  /// Services behind interface endpoints: two of IoT, two of ECR, logs, Secrets Manager.
  private static final int ENDPOINT_SERVICES = 6;

  /// Of a processor for a CALL and its answer, the dearer of two runs: docs/load-testing.md.
  private static final double PROCESSOR_SECONDS_PER_CALL = 0.000_4;

  /// Up to which a task is planned to be busy.
  private static final double UTILIZATION = 0.6;

  /// AWS ends a connection that is signed after 24 hours; the gateway makes it anew before.
  private static final double LINK_SECONDS = 82_800;

  private static final int SECRETS = 1;

  /// Assumed, of the line that a load balancer writes of a connection whose TLS it ends.
  private static final double LOG_BYTES_OF_TLS = 500;

  private static final double GB = 1e9;

  private static final Wire WIRE = new Wire(120, 200, 452);

  static GatewayDesign of(StackSettings settings) {
    return new GatewayDesign(settings, MessageWay.of(settings.routing()), Watching.of(settings));
  }

  @Override
  public String name() {
    return "this stack";
  }

  /// By charge points and by processor, whichever asks for more; as many in each zone, so that
  /// those of one zone carry twice as many when the other is lost.
  @Override
  public int tasks(Month month) {
    double byPlan = (double) month.chargePoints() / settings.tasks().connectionsPerTask();
    double byProcessor =
        month.callsPerSecond() * PROCESSOR_SECONDS_PER_CALL / (UTILIZATION * task().processors());
    double most = Math.max(settings.tasks().minTasks(), Math.max(byPlan, byProcessor));
    return ZONES * (int) Math.ceil(most / ZONES);
  }

  @Override
  public TaskSize task() {
    return settings.tasks().size();
  }

  @Override
  public Use ofTraffic(Events events) {
    return way.of(events);
  }

  @Override
  public Use standing(Month month) {
    Use standing = unwatched(month);
    double addresses = standing.of(Meter.PUBLIC_ADDRESS_HOURS) / Month.HOURS;
    return standing.plus(watching.monthOf(tasks(month), addresses));
  }

  private Use unwatched(Month month) {
    double unitsPerHour =
        settings
            .tls()
            .capacityUnits(
                month.chargePoints(),
                month.connectsPerSecond(),
                WIRE.loadBalancerGb(month, settings.tls()) / Month.HOURS);
    return task()
        .monthOf(tasks(month), settings.tasks().architecture())
        .plus(egress(month))
        .plus(way.ofRenewals(month.chargePoints() * Month.SECONDS / LINK_SECONDS))
        .and(Meter.LOAD_BALANCER_HOURS, Month.HOURS)
        .and(Meter.LOAD_BALANCER_UNIT_HOURS, unitsPerHour * Month.HOURS)
        .and(Meter.PUBLIC_ADDRESS_HOURS, ZONES * Month.HOURS)
        .and(Meter.TRANSFER_OUT_GB, WIRE.toChargePointsGb(month, settings.tls()))
        .and(Meter.VENDED_LOG_GB, loggedByLoadBalancerGb(month))
        .and(Meter.SECRETS, SECRETS);
  }

  private double loggedByLoadBalancerGb(Month month) {
    return settings.tls() == TlsEnd.NLB ? month.events().connects() * LOG_BYTES_OF_TLS / GB : 0;
  }

  private Use egress(Month month) {
    return switch (settings.egress()) {
      case NAT ->
          Use.NOTHING
              .and(Meter.NAT_GATEWAY_HOURS, ZONES * Month.HOURS)
              .and(Meter.PUBLIC_ADDRESS_HOURS, ZONES * Month.HOURS)
              .and(Meter.NAT_GATEWAY_GB, WIRE.brokerGb(month));
      case PUBLIC_IP -> Use.NOTHING.and(Meter.PUBLIC_ADDRESS_HOURS, tasks(month) * Month.HOURS);
      case VPC_ENDPOINTS ->
          Use.NOTHING
              .and(Meter.ENDPOINT_HOURS, ENDPOINT_SERVICES * ZONES * Month.HOURS)
              .and(Meter.ENDPOINT_GB, WIRE.brokerGb(month));
    };
  }
}
