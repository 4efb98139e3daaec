package io.ocppgateway.ocpp.topic;

import io.ocppgateway.ocpp.ChargePointId;

/// The topics of a charge point: `{id}/in`, `{id}/out` and `{id}/undelivered`, where `{id}` is its
/// thing name.
///
/// `in` and `out` carry the exact OCPP-J frame. Rules read the negotiated subprotocol from the MQTT
/// 5 user property [#OCPP_PROPERTY].
public final class Topics {

  /// Every frame from any charge point.
  public static final String ALL_IN = "+/in";

  /// Every frame to any charge point.
  public static final String ALL_OUT = "+/out";

  /// Every command to any charge point that was not brought to an answer.
  public static final String ALL_UNDELIVERED = "+/undelivered";

  /// Where AWS IoT Core tells that a client connected, or no longer is, or could not: the event's
  /// kind and the client's id follow. Clients of all kinds are told of, charge points by their
  /// thing names.
  public static final String ALL_PRESENCE = "$aws/events/presence/+/+";

  /// User property of a publish on `{id}/in`: the negotiated subprotocol, for example `ocpp1.6`.
  public static final String OCPP_PROPERTY = "ocpp";

  /// User property of a publish on `{id}/in` and `{id}/undelivered`: the stack of the gateway that
  /// the charge point came to. That of the default stack's gateway has none.
  public static final String STACK_PROPERTY = "stack";

  private Topics() {}

  /// Where the frames of a charge point are published: `{id}/in`.
  public static String in(ChargePointId id) {
    return id.thingName() + "/in";
  }

  /// Where frames for a charge point are published: `{id}/out`.
  public static String out(ChargePointId id) {
    return id.thingName() + "/out";
  }

  /// Where it is told of commands that a charge point did not answer: `{id}/undelivered`, see
  /// [Undelivered].
  public static String undelivered(ChargePointId id) {
    return id.thingName() + "/undelivered";
  }
}
