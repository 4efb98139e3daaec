package io.ocppgateway.simulator.behaviour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The configuration keys of OCPP 1.6 that this charge point has.
///
/// @see "OCPP 1.6 §9.1"
final class Configuration {

  static final String HEARTBEAT_INTERVAL = "HeartbeatInterval";

  private static final Set<String> READ_ONLY =
      Set.of("NumberOfConnectors", "SupportedFeatureProfiles", "GetConfigurationMaxKeys");

  private static final Set<String> BOOLEAN =
      Set.of("AuthorizeRemoteTxRequests", "LocalAuthorizeOffline", "LocalPreAuthorize");

  /// What became of a change.
  enum Change {
    CHANGED,
    /// There is no such key.
    UNKNOWN,
    /// The key is read-only, or the value none of its values.
    REFUSED
  }

  private final Map<String, String> values = new LinkedHashMap<>();

  Configuration(int connectors) {
    values.put("AuthorizeRemoteTxRequests", "false");
    values.put("ConnectionTimeOut", "60");
    values.put("GetConfigurationMaxKeys", "50");
    values.put(HEARTBEAT_INTERVAL, "300");
    values.put("LocalAuthorizeOffline", "true");
    values.put("LocalPreAuthorize", "false");
    values.put("MeterValueSampleInterval", "0");
    values.put("NumberOfConnectors", String.valueOf(connectors));
    values.put("ResetRetries", "1");
    values.put("SupportedFeatureProfiles", "Core,RemoteTrigger");
    values.put("WebSocketPingInterval", "0");
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  boolean isReadOnly(String key) {
    return READ_ONLY.contains(key);
  }

  long heartbeatInterval() {
    return Long.parseLong(values.getOrDefault(HEARTBEAT_INTERVAL, "0"));
  }

  void heartbeatIntervalSet(long seconds) {
    values.put(HEARTBEAT_INTERVAL, String.valueOf(seconds));
  }

  Change change(String key, String value) {
    if (!values.containsKey(key)) {
      return Change.UNKNOWN;
    }
    if (isReadOnly(key) || !isValueOf(key, value)) {
      return Change.REFUSED;
    }
    values.put(key, value);
    return Change.CHANGED;
  }

  private static boolean isValueOf(String key, String value) {
    if (BOOLEAN.contains(key)) {
      return value.equals("true") || value.equals("false");
    }
    // Nine digits fit an int; an interval of 0 would beat without a pause.
    return value.matches("\\d{1,9}")
        && (!key.equals(HEARTBEAT_INTERVAL) || Integer.parseInt(value) > 0);
  }
}
