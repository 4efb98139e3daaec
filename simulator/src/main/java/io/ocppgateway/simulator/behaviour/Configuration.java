package io.ocppgateway.simulator.behaviour;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The configuration keys of OCPP 1.6 that this charge point has: some are [Settings], the others
/// are held here once they differ from what all charge points begin with.
///
/// @see "OCPP 1.6 §9.1"
final class Configuration {

  static final String HEARTBEAT_INTERVAL = "HeartbeatInterval";

  private static final String AUTHORIZE_REMOTE = "AuthorizeRemoteTxRequests";
  private static final String METER_INTERVAL = "MeterValueSampleInterval";
  private static final String MESSAGE_ATTEMPTS = "TransactionMessageAttempts";
  private static final String MESSAGE_RETRY_INTERVAL = "TransactionMessageRetryInterval";

  private static final Set<String> READ_ONLY =
      Set.of("NumberOfConnectors", "SupportedFeatureProfiles", "GetConfigurationMaxKeys");

  private static final Set<String> BOOLEAN =
      Set.of(
          AUTHORIZE_REMOTE,
          "LocalAuthorizeOffline",
          "LocalPreAuthorize",
          "StopTransactionOnInvalidId");

  private static final Set<String> POSITIVE = Set.of(HEARTBEAT_INTERVAL, MESSAGE_ATTEMPTS);

  /// Empty where [Settings] hold the value.
  private static final Map<String, String> DEFAULTS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry(AUTHORIZE_REMOTE, ""),
                  Map.entry("ConnectionTimeOut", "60"),
                  Map.entry("GetConfigurationMaxKeys", "50"),
                  Map.entry(HEARTBEAT_INTERVAL, ""),
                  Map.entry("LocalAuthorizeOffline", "true"),
                  Map.entry("LocalPreAuthorize", "false"),
                  Map.entry(METER_INTERVAL, ""),
                  Map.entry("NumberOfConnectors", "1"),
                  Map.entry("ResetRetries", "1"),
                  Map.entry("StopTransactionOnInvalidId", "true"),
                  Map.entry("SupportedFeatureProfiles", "Core,RemoteTrigger"),
                  Map.entry(MESSAGE_ATTEMPTS, ""),
                  Map.entry(MESSAGE_RETRY_INTERVAL, ""),
                  Map.entry("WebSocketPingInterval", "0"))));

  /// What became of a change.
  enum Change {
    CHANGED,
    /// There is no such key.
    UNKNOWN,
    /// The key is read-only, or the value none of its values.
    REFUSED
  }

  private final Settings settings;
  private Map<String, String> changed = Map.of();

  Configuration(Settings settings) {
    this.settings = settings;
  }

  List<String> keys() {
    return List.copyOf(DEFAULTS.keySet());
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(DEFAULTS.get(key))
        .map(standard ->
            switch (key) {
              case HEARTBEAT_INTERVAL -> seconds(settings.heartbeatInterval());
              case METER_INTERVAL -> seconds(settings.meterInterval());
              case MESSAGE_RETRY_INTERVAL -> seconds(settings.messageRetryInterval());
              case MESSAGE_ATTEMPTS -> String.valueOf(settings.messageAttempts());
              case AUTHORIZE_REMOTE -> String.valueOf(settings.remoteAuthorized());
              default -> changed.getOrDefault(key, standard);
            });
  }

  boolean isReadOnly(String key) {
    return READ_ONLY.contains(key);
  }

  Change change(String key, String value) {
    if (!DEFAULTS.containsKey(key)) {
      return Change.UNKNOWN;
    }
    if (isReadOnly(key) || !isValueOf(key, value)) {
      return Change.REFUSED;
    }
    set(key, value);
    return Change.CHANGED;
  }

  private void set(String key, String value) {
    switch (key) {
      case HEARTBEAT_INTERVAL -> settings.setHeartbeatInterval(ofSeconds(value));
      case METER_INTERVAL -> settings.setMeterInterval(ofSeconds(value));
      case MESSAGE_RETRY_INTERVAL -> settings.setMessageRetryInterval(ofSeconds(value));
      case MESSAGE_ATTEMPTS -> settings.setMessageAttempts(Integer.parseInt(value));
      case AUTHORIZE_REMOTE -> settings.setRemoteAuthorized(Boolean.parseBoolean(value));
      default -> {
        Map<String, String> more = new LinkedHashMap<>(changed);
        more.put(key, value);
        changed = more;
      }
    }
  }

  private static boolean isValueOf(String key, String value) {
    if (BOOLEAN.contains(key)) {
      return value.equals("true") || value.equals("false");
    }
    // Nine digits fit an int.
    return value.matches("\\d{1,9}") && (!POSITIVE.contains(key) || Integer.parseInt(value) > 0);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }

  private static Duration ofSeconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
