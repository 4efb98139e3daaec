package io.ocppgateway.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Cpo;
import io.ocppgateway.e2e.Program;
import io.ocppgateway.e2e.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents have people type is typed here, in their order: against the local stack where
/// they go to an account. What only an account can answer is left out.
class DocumentsIT {

  private static final Pattern PASSWORD = Pattern.compile("(\\S+): \\S+, password (\\S+)");

  @TempDir private Path directory;

  /// The passwords that were told, by charge point.
  private final Map<String, String> passwords = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"docs/deploy.md", "docs/migrate.md"})
  void everyCommandThatCanRunHereDoesWhatItShould(String document) {
    List<DocumentedCommand> commands =
        DocumentedCommand.of(document).stream().filter(DocumentedCommand::canRunHere).toList();

    try (Stack stack = Stack.start("documents", 1, List.of())) {
      commands.forEach(command -> run(command, stack));
    }

    assertThat(commands).hasSizeGreaterThan(5);
  }

  private void run(DocumentedCommand command, Stack stack) {
    if (!command.isOurs()) {
      Command.Outcome outcome =
          new Terminal(directory).type(command.words().toArray(String[]::new));
      assertThat(outcome.exitCode()).as("%s%n%s", command, outcome.output()).isZero();
      return;
    }
    switch (command.name()) {
      case "simulate" -> simulate(command, stack);
      case "watch" -> watch(command, stack);
      default -> finish(command, stack);
    }
  }

  private void finish(DocumentedCommand command, Stack stack) {
    try (Program program = start(command, stack)) {
      int exitCode = program.awaitExit();

      assertThat(exitCode).as("%s%n%s", command, String.join("\n", program.lines())).isZero();
      program.lines().stream()
          .map(PASSWORD::matcher)
          .filter(Matcher::matches)
          .forEach(told -> passwords.put(told.group(1), told.group(2)));
    }
  }

  private void simulate(DocumentedCommand command, Stack stack) {
    List<String> words = command.arguments();
    String chargePoint = words.get(words.indexOf("--cp-id") + 1);
    try (Program program = start(command, stack)) {
      if (words.contains("--password")) {
        program.type(passwords.get(chargePoint));
      }
      program.awaitLine(chargePoint + ": connected to central system");
    }
  }

  /// The console's part: the local stack's MQTT port stands for the account's.
  private static void watch(DocumentedCommand command, Stack stack) {
    List<String> words = new ArrayList<>(command.arguments());
    words.remove("--aws");
    words.addAll(List.of("--mqtt-port", stack.mqttPort()));
    try (Program program = Cpo.start(words.toArray(String[]::new))) {
      program.awaitLine("watching ");
    }
  }

  private static Program start(DocumentedCommand command, Stack stack) {
    String[] words =
        command.arguments().stream()
            .map(word -> word.matches("wss?://.*") ? stack.url() : word)
            .toArray(String[]::new);
    return Cpo.start(
        Map.of(
            "AWS_ENDPOINT_URL", "http://localhost:" + stack.awsPort(),
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_REGION", "eu-west-1"),
        words);
  }
}
