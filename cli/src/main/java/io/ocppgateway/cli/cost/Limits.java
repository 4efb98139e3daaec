package io.ocppgateway.cli.cost;

import java.util.ArrayList;
import java.util.List;

/// The limits of AWS that a fleet's size, and its messages on average, run into first. What a fleet
/// needs while all of it comes back stands in docs/scaling.md.
///
/// @param design whose tasks carry the fleet
/// @param month of the fleet
record Limits(GatewayDesign design, Month month) {

  /// @see "Network Load Balancer user guide: without client IP preservation, 55,000 connections to
  ///   each target"
  private static final int PER_TARGET = 55_000;

  /// A NAT gateway of the stack has one address.
  ///
  /// @see "VPC user guide, NAT gateways: each address has 55,000 connections to each destination"
  private static final int PER_NAT_GATEWAY = 55_000;

  /// @see "AWS IoT Core developer guide, Using AWS IoT Core with interface VPC endpoints"
  private static final int PER_ENDPOINT = 100_000;

  /// `net.ipv4.ip_local_port_range` of the task definition, 10240 to 65535.
  private static final int LOCAL_PORTS = 55_296;

  /// @see "AWS IoT Core endpoints and quotas"
  private static final int CONNECTIONS = 500_000;

  private static final int PUBLISHES_PER_SECOND = 20_000;
  private static final int PUBLISHES_PER_SECOND_IN_SMALL_REGIONS = 2_000;

  /// How long a fleet may take to come back before that is said to be long.
  private static final int SECONDS_TO_COME_BACK = 300;

  /// Of a processor for a charge point's connection, in a task that has been at it: docs/cost.md.
  private static final double PROCESSOR_SECONDS_PER_CONNECT = 0.005_4;

  /// The most memory of a task, without charge points and for each: so that 387 MiB come out for
  /// 9,900 as were measured. See docs/cost.md.
  private static final double MIB_OF_PROCESS = 203;

  private static final double KIB_PER_CHARGE_POINT = 19;
  private static final double KIB_PER_MIB = 1_024;

  /// The CALL, and its answer.
  private static final double PUBLISHED_PER_CALL = 2;

  /// Each rule that matches the CALL, and the delivery of the answer.
  private static final double DELIVERED_PER_CALL = 3;

  /// All that apply to the design, exceeded or not.
  List<Limit> all() {
    List<Limit> all = new ArrayList<>();
    all.add(tasks());
    all.add(memory());
    all.add(loadBalancer());
    all.addAll(egress());
    all.add(
        new Limit(
            "connections of the account at AWS IoT Core",
            month.chargePoints(),
            CONNECTIONS,
            "ask for a higher quota before the fleet grows so far"));
    all.add(comingBack());
    addPublishes(all, "inbound publishes a second", PUBLISHED_PER_CALL);
    addPublishes(all, "outbound publishes a second", DELIVERED_PER_CALL);
    return all;
  }

  private void addPublishes(List<Limit> all, String what, double perCall) {
    double perSecond = perCall * month.callsPerSecond();
    String advice = "lengthen the heartbeat interval, or ask for a higher quota";
    all.add(new Limit(what, perSecond, PUBLISHES_PER_SECOND, advice));
    all.add(
        new Limit(
            what + ", in a smaller region",
            perSecond,
            PUBLISHES_PER_SECOND_IN_SMALL_REGIONS,
            advice));
  }

  private int tasksWhenAZoneIsLost() {
    return design.tasks(month) / GatewayDesign.ZONES;
  }

  private double perTaskWhenAZoneIsLost() {
    return (double) month.chargePoints() / tasksWhenAZoneIsLost();
  }

  private Limit tasks() {
    return new Limit(
        "tasks that there may be",
        design.tasks(month),
        design.settings().tasks().maxTasks(),
        "allow more: --max-tasks of %,d, or larger ones: --task-cpu"
            .formatted(design.tasks(month)));
  }

  private Limit memory() {
    return new Limit(
        "MiB of memory of a task, when a zone is lost",
        MIB_OF_PROCESS + perTaskWhenAZoneIsLost() * KIB_PER_CHARGE_POINT / KIB_PER_MIB,
        design.task().memoryMib(),
        "give tasks more: --task-memory, or plan more of them: --connections-per-task");
  }

  /// By the account's quota, of which each task takes its part, and by the tasks' processors.
  private Limit comingBack() {
    double byQuota = design.settings().tasks().connectsPerSecondOfOne();
    double byProcessor = design.task().processors() / PROCESSOR_SECONDS_PER_CONNECT;
    return new Limit(
        "seconds until all are back after all were lost",
        month.chargePoints() / (design.tasks(month) * Math.min(byQuota, byProcessor)),
        SECONDS_TO_COME_BACK,
        byQuota < byProcessor
            ? "ask AWS for more CONNECTs and SUBSCRIBEs a second, and set --connects-per-second"
            : "give tasks more of a processor: --task-cpu");
  }

  private Limit loadBalancer() {
    return new Limit(
        "connections from the load balancer to a task, when a zone is lost",
        perTaskWhenAZoneIsLost(),
        PER_TARGET,
        "plan %,d tasks or more: --connections-per-task of %,d at most"
            .formatted(
                GatewayDesign.ZONES * Math.ceilDiv(month.chargePoints(), PER_TARGET),
                PER_TARGET / GatewayDesign.ZONES));
  }

  private List<Limit> egress() {
    return switch (design.settings().egress()) {
      case NAT ->
          List.of(
              new Limit(
                  "connections from a NAT gateway to the broker, when a zone is lost",
                  month.chargePoints(),
                  PER_NAT_GATEWAY,
                  "give each task an address of its own: --egress PUBLIC_IP"));
      case PUBLIC_IP ->
          List.of(
              new Limit(
                  "local ports of a task to an address of the broker, when a zone is lost",
                  perTaskWhenAZoneIsLost(),
                  LOCAL_PORTS,
                  "plan more tasks: --connections-per-task of %,d at most"
                      .formatted(LOCAL_PORTS / GatewayDesign.ZONES)));
      case VPC_ENDPOINTS ->
          List.of(
              new Limit(
                  "connections at the interface endpoint for IoT data",
                  month.chargePoints(),
                  PER_ENDPOINT,
                  "give each task an address of its own: --egress PUBLIC_IP"));
    };
  }
}
