package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;

/// What a connection, a frame and a CALL use on their way from the gateway to a function and back.
///
/// ```
/// CONNECT, SUBSCRIBE           2 messages
/// a CALL: {id}/in              1 message, a rule or two with an action each, 1 invocation
///         {id}/out             1 message published, 1 delivered
/// a Heartbeat                  1 write, by the second rule, where there is one
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
/// @param function that answers
/// @param logBytesPerCall of a CALL that goes well
public record MessageWay(
    double messagesOfHeartbeat,
    double messagesOfOtherCall,
    double rulesPerFrame,
    double invocationsOfHeartbeat,
    double writesOfHeartbeat,
    FunctionSize function,
    double logBytesPerCall) {

  /// A line of the function's with the keys of a Heartbeat, whose ids have 36 characters.
  private static final double LOG_BYTES_OF_A_LINE = 334;

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

  /// Of the function to AWS: the answer.
  private static final double REQUESTS_OF_HEARTBEAT = 1;

  /// The claim, the answer that is kept, and the answer; shadows come on top.
  private static final double REQUESTS_OF_OTHER_CALL = 3;

  /// What is known of the charge point, and what is new.
  private static final double REQUESTS_OF_PRESENCE = 2;

  /// A line of the function's for each event.
  private static final double LOG_BYTES_OF_PRESENCE = 300;

  /// "WebSocket opened", "charge point connected" and "disconnected", as JSON.
  private static final double LOG_BYTES_PER_CONNECTION = 900;

  /// As the template has it.
  public static MessageWay of(RoutingSettings settings) {
    return new MessageWay(
        3,
        3,
        settings.heartbeatRecords() ? 2 : 1,
        1,
        settings.heartbeatRecords() ? 1 : 0,
        FunctionSize.STANDARD,
        settings.callsLogged() ? LOG_BYTES_OF_A_LINE : 0);
  }

  /// What events use of all meters that count events.
  public Use of(Events events) {
    double others = events.calls() - events.heartbeats();
    double invocations = invocationsOfHeartbeat * events.heartbeats() + others;
    double rules = rulesPerFrame * events.calls();
    return presence(EVENTS_PER_CONNECTION * events.connects())
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
            REGISTRY_PER_LOOKUP * events.connects() + shadows(events))
        .and(Meter.LAMBDA_REQUESTS, invocations)
        .and(Meter.LAMBDA_GB_SECONDS, gigabyteSeconds(events))
        .and(
            Meter.DYNAMODB_WRITES,
            writesOfHeartbeat * events.heartbeats() + WRITES_OF_OTHER_CALL * others)
        .and(Meter.DYNAMODB_READS, READS_PER_LOOKUP * events.connects())
        .and(
            Meter.LOG_GB,
            (invocations * logBytesPerCall + events.connects() * LOG_BYTES_PER_CONNECTION) / GB);
  }

  private Use presence(double events) {
    return Use.NOTHING
        .and(Meter.IOT_RULES_TRIGGERED, events)
        .and(Meter.IOT_ACTIONS, events)
        .and(Meter.LAMBDA_REQUESTS, events)
        .and(
            Meter.LAMBDA_GB_SECONDS,
            function.gigabyteSeconds(
                FunctionSize.PROCESSOR_SECONDS_OF_OTHER_CALL * events,
                REQUESTS_OF_PRESENCE * events))
        .and(Meter.DYNAMODB_WRITES, events)
        .and(Meter.DYNAMODB_READS, events)
        .and(Meter.LOG_GB, events * LOG_BYTES_OF_PRESENCE / GB);
  }

  private static double shadows(Events events) {
    return SHADOWS_OF_BOOT * events.boots() + SHADOWS_OF_STATUS * events.statusNotifications();
  }

  private double gigabyteSeconds(Events events) {
    double others = events.calls() - events.heartbeats();
    return function.gigabyteSeconds(
            FunctionSize.PROCESSOR_SECONDS_OF_HEARTBEAT
                * invocationsOfHeartbeat
                * events.heartbeats(),
            REQUESTS_OF_HEARTBEAT * invocationsOfHeartbeat * events.heartbeats())
        + function.gigabyteSeconds(
            FunctionSize.PROCESSOR_SECONDS_OF_OTHER_CALL * others,
            REQUESTS_OF_OTHER_CALL * others + shadows(events));
  }

  /// What links use that the gateway makes anew behind kept sockets.
  Use ofRenewals(double links) {
    return presence(EVENTS_PER_CONNECTION * links)
        .and(Meter.IOT_MESSAGES, MESSAGES_PER_CONNECT * links);
  }
}
