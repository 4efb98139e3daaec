package io.ocppgateway.lambdas;

import io.ocppgateway.lambdas.routing.ValidationMode;
import io.ocppgateway.ocpp.environment.LambdaEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How the functions shall behave, read once from their environment.
///
/// @param heartbeatInterval at which accepted charge points shall send Heartbeats; at least one a
///   day (OCPP asks for it), so that their clocks stay right
/// @param processedMessagesTable where answers are kept for repetitions
record Settings(
    Duration heartbeatInterval, ValidationMode validation, String processedMessagesTable) {

  private static final int DEFAULT_HEARTBEAT_SECONDS = 300;
  private static final int MAX_HEARTBEAT_SECONDS = 86_400;

  /// Reads the settings.
  ///
  /// @throws IllegalArgumentException naming every setting that is wrong
  static Settings of(Map<String, String> environment) {
    Reading reading = new Reading(environment, new ArrayList<>());
    Settings settings =
        new Settings(
            Duration.ofSeconds(reading.heartbeatSeconds()),
            reading.validation(),
            reading.required(LambdaEnvironment.PROCESSED_MESSAGES_TABLE));
    reading.requireNoFaults();
    return settings;
  }

  /// The table of presence, all that its function is told.
  ///
  /// @throws IllegalArgumentException if it is not set
  static String presenceTable(Map<String, String> environment) {
    Reading reading = new Reading(environment, new ArrayList<>());
    String table = reading.required(LambdaEnvironment.PRESENCE_TABLE);
    reading.requireNoFaults();
    return table;
  }

  private record Reading(Map<String, String> environment, List<String> faults) {

    int heartbeatSeconds() {
      String name = LambdaEnvironment.HEARTBEAT_INTERVAL_SECONDS;
      String text = environment.getOrDefault(name, Integer.toString(DEFAULT_HEARTBEAT_SECONDS));
      if (text.matches("[0-9]{1,5}")) {
        int seconds = Integer.parseInt(text);
        if (seconds >= 1 && seconds <= MAX_HEARTBEAT_SECONDS) {
          return seconds;
        }
      }
      faults.add(
          "%s is '%s'; allowed are whole seconds from 1 to %d"
              .formatted(name, text, MAX_HEARTBEAT_SECONDS));
      return DEFAULT_HEARTBEAT_SECONDS;
    }

    ValidationMode validation() {
      String name = LambdaEnvironment.VALIDATION;
      String text = environment.getOrDefault(name, ValidationMode.LENIENT.name());
      return Arrays.stream(ValidationMode.values())
          .filter(mode -> mode.name().equalsIgnoreCase(text))
          .findFirst()
          .orElseGet(() -> {
            faults.add(
                "%s is '%s'; allowed are %s"
                    .formatted(name, text, Arrays.toString(ValidationMode.values())));
            return ValidationMode.LENIENT;
          });
    }

    void requireNoFaults() {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "the environment is not usable: " + String.join("; ", faults));
      }
    }

    String required(String name) {
      String text = environment.getOrDefault(name, "");
      if (text.isEmpty()) {
        faults.add(name + " is not set");
      }
      return text;
    }
  }
}
