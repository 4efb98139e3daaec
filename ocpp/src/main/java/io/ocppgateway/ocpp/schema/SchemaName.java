package io.ocppgateway.ocpp.schema;

import io.ocppgateway.ocpp.OcppVersion;

/// Which payload a schema is of.
record SchemaName(String action, Direction direction) {

  private static final String PREFIX = "urn:";

  /// Reads a schema's `$id`: `urn:Heartbeat.req` and `urn:Heartbeat.conf` before 2.1,
  /// `urn:HeartbeatRequest` and `urn:HeartbeatResponse` in it; without an ending it is a SEND's.
  static SchemaName ofId(String id, OcppVersion version) {
    String name = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    return switch (version) {
      case V1_6, V2_0_1 -> of(name, ".req", ".conf");
      case V2_1 -> of(name, "Request", "Response");
    };
  }

  private static SchemaName of(String name, String requestEnding, String responseEnding) {
    if (name.endsWith(responseEnding)) {
      return new SchemaName(withoutEnding(name, responseEnding), Direction.RESPONSE);
    }
    return new SchemaName(
        name.endsWith(requestEnding) ? withoutEnding(name, requestEnding) : name,
        Direction.REQUEST);
  }

  private static String withoutEnding(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }
}
