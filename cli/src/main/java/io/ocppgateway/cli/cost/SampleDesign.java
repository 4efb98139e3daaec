package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;

/// The public sample `aws-samples/aws-ocpp-gateway`: one gateway in Python to begin with, one NAT
/// gateway, and a queue between the rule and the function.
///
/// Where its code leaves something open, what costs it less is taken, but for the batches: see
/// [#messagesPerBatch()].
///
/// @param architecture of its tasks, a property of its stack
/// @param tls where charge points' TLS ends; it has none but the load balancer's
/// @param messagesPerBatch how many messages its function gets at once. Its queue has no batching
///   window and five idle pollers wait for each message, so that one comes alone until messages
///   come faster than five functions work; 10 at most
record SampleDesign(Architecture architecture, TlsEnd tls, double messagesPerBatch)
    implements Design {

  /// What its scaling allows.
  static final int MOST_TASKS = 20;

  private static final TaskSize TASK = new TaskSize(512, 1_024);

  private static final int ZONES = 2;

  /// Resident for an idle charge point, measured with 500; it grows with the fleet, as it makes a
  /// TLS context for each.
  private static final double KIB_PER_CHARGE_POINT = 912;

  private static final double KIB_PER_MIB = 1_024;

  /// Of a processor for a CALL and its answer, the least that was measured.
  private static final double PROCESSOR_SECONDS_PER_CALL = 0.000_218;

  /// What its scaling aims at.
  private static final double UTILIZATION = 0.6;

  private static final double MESSAGES_PER_CONNECT = 2;

  /// Need not be consistent.
  private static final double READS_PER_LOOKUP = 0.5;

  /// As many as this stack's; it does not acknowledge either.
  private static final double MESSAGES_PER_CALL = 3;

  /// A message to the shadow's topic.
  private static final double MESSAGES_OF_BOOT = 1;

  private static final double SHADOWS_OF_BOOT = 1;

  private static final double RULES_PER_FRAME = 1;

  private static final double FUNCTION_GB = 0.125;

  /// Assumed, not measured, and little: of 0.07 of a processor, in which Python encodes, signs and
  /// sends.
  private static final double FUNCTION_SECONDS = 0.02;

  /// Its function prints the event twice, the record, what it sends and what it gets. Reckoned from
  /// its code and the shape of a queue's event.
  private static final double LOG_BYTES_PER_MESSAGE = 3_675;

  /// Lambda's own START, END and REPORT.
  private static final double LOG_BYTES_PER_INVOCATION = 261;

  private static final double GB = 1e9;

  /// Of the queue of deleted things, on which hardly anything ever comes: five, of 20 s each.
  private static final double EMPTY_RECEIVES_PER_SECOND = 5 / 20.0;

  private static final int SECRETS = 4;

  /// Its WebSocket library's and its MQTT library's defaults.
  private static final Wire WIRE = new Wire(20, 60, 300);

  static SampleDesign besides(StackSettings settings) {
    return new SampleDesign(
        settings.tasks().architecture(),
        settings.tls() == TlsEnd.NONE ? TlsEnd.NONE : TlsEnd.NLB,
        1);
  }

  @Override
  public String name() {
    return "the sample";
  }

  /// As many as the fleet needs memory, or processor; also beyond what its scaling allows.
  @Override
  public int tasks(Month month) {
    double byMemory = month.chargePoints() * KIB_PER_CHARGE_POINT / KIB_PER_MIB / TASK.memoryMib();
    double byProcessor =
        month.callsPerSecond() * PROCESSOR_SECONDS_PER_CALL / (UTILIZATION * TASK.processors());
    return Math.max(1, (int) Math.ceil(Math.max(byMemory, byProcessor)));
  }

  @Override
  public TaskSize task() {
    return TASK;
  }

  @Override
  public Use ofTraffic(Events events) {
    double calls = events.calls();
    double batches = calls / messagesPerBatch;
    return Use.NOTHING
        .and(Meter.IOT_CONNECTION_MINUTES, events.connectionMinutes())
        .and(
            Meter.IOT_MESSAGES,
            MESSAGES_PER_CONNECT * events.connects()
                + MESSAGES_PER_CALL * calls
                + MESSAGES_OF_BOOT * events.boots())
        .and(Meter.IOT_RULES_TRIGGERED, RULES_PER_FRAME * calls)
        .and(Meter.IOT_ACTIONS, RULES_PER_FRAME * calls)
        .and(Meter.IOT_REGISTRY_AND_SHADOW, SHADOWS_OF_BOOT * events.boots())
        // Sent one by one; received and deleted by the batch.
        .and(Meter.SQS_REQUESTS, calls + 2 * batches)
        .and(Meter.LAMBDA_REQUESTS, batches)
        .and(Meter.LAMBDA_GB_SECONDS, calls * FUNCTION_SECONDS * FUNCTION_GB)
        .and(Meter.DYNAMODB_READS, READS_PER_LOOKUP * events.connects())
        .and(
            Meter.LOG_GB,
            (calls * LOG_BYTES_PER_MESSAGE + batches * LOG_BYTES_PER_INVOCATION) / GB);
  }

  @Override
  public Use standing(Month month) {
    double unitsPerHour =
        tls.capacityUnits(
            month.chargePoints(),
            month.connectsPerSecond(),
            WIRE.loadBalancerGb(month, tls) / Month.HOURS);
    return TASK.monthOf(tasks(month), architecture)
        .and(Meter.SQS_REQUESTS, EMPTY_RECEIVES_PER_SECOND * Month.SECONDS)
        .and(Meter.LOAD_BALANCER_HOURS, Month.HOURS)
        .and(Meter.LOAD_BALANCER_UNIT_HOURS, unitsPerHour * Month.HOURS)
        .and(Meter.NAT_GATEWAY_HOURS, Month.HOURS)
        .and(Meter.NAT_GATEWAY_GB, WIRE.brokerGb(month))
        .and(Meter.PUBLIC_ADDRESS_HOURS, (ZONES + 1) * Month.HOURS)
        .and(Meter.TRANSFER_OUT_GB, WIRE.toChargePointsGb(month, tls))
        .and(Meter.SECRETS, SECRETS)
        .plus(Watching.OF_THE_SAMPLE.monthOf(tasks(month), ZONES + 1));
  }
}
