package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.COMMAND_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_INVALID_FRAMES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_UNANSWERED_COMMANDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_WAITING_COMMANDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.NOT_READING_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SETTLE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.STRICT_MESSAGE_IDS;

import io.ocppgateway.gateway.call.CallRules;
import io.ocppgateway.gateway.session.SessionRules;
import java.time.Duration;

/// Reads what charge points are spared, and what they may do.
final class SessionRulesReader {

  private static final int DEFAULT_WAITING_COMMANDS = 20;
  private static final int MOST_WAITING_COMMANDS = 1_000;
  private static final int DEFAULT_COMMAND_TIMEOUT_SECONDS = 30;
  private static final int MAX_COMMAND_TIMEOUT_SECONDS = 3_600;
  private static final int DEFAULT_SETTLE_SECONDS = 5;
  private static final int MAX_SETTLE_SECONDS = 300;
  private static final int DEFAULT_NOT_READING_SECONDS = 120;
  private static final int MAX_NOT_READING_SECONDS = 3_600;
  private static final int DEFAULT_INVALID_FRAMES = 50;
  private static final int MOST_INVALID_FRAMES = 1_000_000;
  private static final int MOST_UNANSWERED_COMMANDS = 1_000;

  private final Variables variables;

  SessionRulesReader(Variables variables) {
    this.variables = variables;
  }

  SessionRules read() {
    return new SessionRules(
        new CallRules(
            variables.integer(
                MAX_WAITING_COMMANDS, DEFAULT_WAITING_COMMANDS, 1, MOST_WAITING_COMMANDS),
            seconds(
                COMMAND_TIMEOUT_SECONDS,
                DEFAULT_COMMAND_TIMEOUT_SECONDS,
                1,
                MAX_COMMAND_TIMEOUT_SECONDS),
            seconds(SETTLE_SECONDS, DEFAULT_SETTLE_SECONDS, 0, MAX_SETTLE_SECONDS)),
        seconds(NOT_READING_SECONDS, DEFAULT_NOT_READING_SECONDS, 1, MAX_NOT_READING_SECONDS),
        variables.integer(MAX_INVALID_FRAMES, DEFAULT_INVALID_FRAMES, 0, MOST_INVALID_FRAMES),
        variables.integer(MAX_UNANSWERED_COMMANDS, 0, 0, MOST_UNANSWERED_COMMANDS),
        variables.flag(STRICT_MESSAGE_IDS, false));
  }

  private Duration seconds(String name, int otherwise, int least, int most) {
    return Duration.ofSeconds(variables.integer(name, otherwise, least, most));
  }
}
