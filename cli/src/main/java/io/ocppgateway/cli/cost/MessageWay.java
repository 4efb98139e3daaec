package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;

/// What a connection, a frame and a CALL use on their way from the gateway to a function and back.
///
/// ```
/// CONNECT, SUBSCRIBE           2 messages
/// a CALL: {id}/in              1 message, 2 rules with an action each, 1 invocation
///         {id}/out             1 message published, 1 delivered
/// a Heartbeat                  1 write, by the second rule
/// every other CALL             2 writes: claimed, and its answer kept
/// a connection: its presence   2 events, each 1 rule with an action, 1 invocation, 1 read, 1 write
/// ```
///
/// An action that nothing answers yet is refused without writes; it is reckoned as if it were
/// answered, which is what its coming costs.
///
/// @param messagesOfHeartbeat metered for a Heartbeat and its answer
/// @param messagesOfOtherCall metered for every other CALL and its answer
/// @param rulesPerFrame whose topic filter matches `{id}/in`
/// @param invocationsOfHeartbeat 1, or 0 where no function answers it
/// @param writesOfHeartbeat to the table of last heartbeats
/// @param functionGb memory of the function
/// @param logBytesPerInvocation its line, and Lambda's own two
public record MessageWay(
    double messagesOfHeartbeat,
    double messagesOfOtherCall,
    double rulesPerFrame,
    double invocationsOfHeartbeat,
    double writesOfHeartbeat,
    double functionGb,
    double logBytesPerInvocation) {

  /// As the template has it.
  public static final MessageWay AS_BUILT = new MessageWay(3, 3, 2, 1, 1, 1, 700);

  /// Assumed, not measured: how long a function works on a CALL, in whichever design.
  public static final double FUNCTION_SECONDS = 0.02;

  private static final double GB = 1e9;

  private static final double MESSAGES_PER_CONNECT = 2;

  /// A consistent one, of an item that is smaller than 4 KB.
  private static final double READS_PER_LOOKUP = 1;

  /// What has no item is looked up with DescribeThing.
  private static final double REGISTRY_PER_LOOKUP = 1;

  private static final double WRITES_OF_OTHER_CALL = 2;

  /// AWS IoT tells that it began and that it ended.
  private static final double EVENTS_PER_CONNECTION = 2;

  /// The shadow of the hardware is read and written.
  private static final double SHADOWS_OF_BOOT = 2;

  /// The shadow of the connectors is written.
  private static final double SHADOWS_OF_STATUS = 1;

  /// "WebSocket opened", "charge point connected" and "disconnected", as JSON.
  private static final double LOG_BYTES_PER_CONNECTION = 900;

  /// What events use of all meters that count events.
  public Use of(Events events) {
    double others = events.calls() - events.heartbeats();
    double presence = EVENTS_PER_CONNECTION * events.connects();
    double invocations = invocationsOfHeartbeat * events.heartbeats() + others + presence;
    double rules = rulesPerFrame * events.calls() + presence;
    return Use.NOTHING
        .and(Meter.IOT_CONNECTION_MINUTES, events.connectionMinutes())
        .and(
            Meter.IOT_MESSAGES,
            MESSAGES_PER_CONNECT * events.connects()
                + messagesOfHeartbeat * events.heartbeats()
                + messagesOfOtherCall * others)
        .and(Meter.IOT_RULES_TRIGGERED, rules)
        .and(Meter.IOT_ACTIONS, rules)
        .and(
            Meter.IOT_REGISTRY_AND_SHADOW,
            REGISTRY_PER_LOOKUP * events.connects()
                + SHADOWS_OF_BOOT * events.boots()
                + SHADOWS_OF_STATUS * events.statusNotifications())
        .and(Meter.LAMBDA_REQUESTS, invocations)
        .and(Meter.LAMBDA_GB_SECONDS, invocations * FUNCTION_SECONDS * functionGb)
        .and(
            Meter.DYNAMODB_WRITES,
            writesOfHeartbeat * events.heartbeats() + WRITES_OF_OTHER_CALL * others + presence)
        .and(Meter.DYNAMODB_READS, READS_PER_LOOKUP * events.connects() + presence)
        .and(
            Meter.LOG_GB,
            (invocations * logBytesPerInvocation + events.connects() * LOG_BYTES_PER_CONNECTION)
                / GB);
  }

  /// What links use that the gateway makes anew behind kept sockets.
  Use ofRenewals(double links) {
    double presence = EVENTS_PER_CONNECTION * links;
    return Use.NOTHING
        .and(Meter.IOT_MESSAGES, MESSAGES_PER_CONNECT * links)
        .and(Meter.IOT_RULES_TRIGGERED, presence)
        .and(Meter.IOT_ACTIONS, presence)
        .and(Meter.LAMBDA_REQUESTS, presence)
        .and(Meter.LAMBDA_GB_SECONDS, presence * FUNCTION_SECONDS * functionGb)
        .and(Meter.DYNAMODB_WRITES, presence)
        .and(Meter.DYNAMODB_READS, presence)
        .and(Meter.LOG_GB, presence * logBytesPerInvocation / GB);
  }
}
