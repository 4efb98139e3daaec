package io.ocppgateway.cli.cost;

/// The bytes that a design sends for what a fleet does, with the headers of TCP, TLS and WebSocket.
///
/// Reckoned, not measured: what a message weighs is counted from the simulator's frames, and each
/// is taken to be one packet that another acknowledges. It moves the totals by a percent or two.
///
/// @param pingSeconds between two pings to a charge point
/// @param keepAliveSeconds between two pings to the broker
/// @param brokerBytesPerCall around a CALL and its answer on the way to the broker
record Wire(double pingSeconds, double keepAliveSeconds, double brokerBytesPerCall) {

  private static final double GB = 1e9;

  /// IP and TCP with its timestamps; what acknowledges a packet is as large, and empty.
  private static final double HEADERS = 52;

  private static final double WEBSOCKET_HEADER = 6;

  /// PINGREQ and PINGRESP in TLS, each with its acknowledgement.
  private static final double BROKER_PING = 264;

  /// A CALL's frame and its answer's, with ids of 36 characters.
  private static final Frames HEARTBEAT = new Frames(57, 81);

  private static final Frames BOOT = new Frames(302, 107);
  private static final Frames STATUS = new Frames(155, 45);
  private static final Frames OTHER = new Frames(400, 60);

  private record Frames(double call, double answer) {}

  /// Through the load balancer, both ways.
  double loadBalancerGb(Month month, TlsEnd tls) {
    double packets = 2 * (month.events().calls() + pings(month, pingSeconds));
    return (calls(month.events())
            + answers(month.events())
            + packets * (2 * HEADERS + WEBSOCKET_HEADER + tls.bytesPerMessage()))
        / GB;
  }

  /// Out to charge points: answers, pings, and acknowledgements.
  double toChargePointsGb(Month month, TlsEnd tls) {
    double packets = month.events().calls() + pings(month, pingSeconds);
    return (answers(month.events())
            + packets * (2 * HEADERS + WEBSOCKET_HEADER + tls.bytesPerMessage()))
        / GB;
  }

  /// Between gateway and broker, both ways.
  double brokerGb(Month month) {
    Events events = month.events();
    return (calls(events)
            + answers(events)
            + events.calls() * brokerBytesPerCall
            + pings(month, keepAliveSeconds) * BROKER_PING)
        / GB;
  }

  private static double pings(Month month, double seconds) {
    return month.chargePoints() * Month.SECONDS / seconds;
  }

  private static double calls(Events events) {
    return HEARTBEAT.call * events.heartbeats()
        + BOOT.call * events.boots()
        + STATUS.call * events.statusNotifications()
        + OTHER.call * events.otherCalls();
  }

  private static double answers(Events events) {
    return HEARTBEAT.answer * events.heartbeats()
        + BOOT.answer * events.boots()
        + STATUS.answer * events.statusNotifications()
        + OTHER.answer * events.otherCalls();
  }
}
