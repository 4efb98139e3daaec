package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.synth.Synth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What docs/extend.md tells an engineer to type does what it says: the page's own code, in a copy
/// of what is built here.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExtendDocumentIT {

  private static final int LINES = 30;
  private static final String PAGE = Repository.read("docs/extend.md");

  /// A file to write, named behind the language.
  private static final Pattern FILE = Pattern.compile("(?s)```java (\\S+)\n(.*?)```");

  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern ANSWER = Pattern.compile("\\d\\d:\\d\\d:\\S+ +(CP1/out) +(\\[.*)");

  @TempDir private static Path copy;

  private static Stack stack;

  @BeforeAll
  static void applyThePage() {
    ExtendedRepository extended = ExtendedRepository.in(copy);
    extended.add(block("VendorHandler.java"));
    extended.extend(block("Extensions.java"));
    stack =
        Stack.start(
            "extended",
            1,
            List.of("CP1"),
            Map.of(),
            _ ->
                new Synth(copy, System.getenv(), System.out::println)
                    .synthesize(Map.of("functionLogLevel", "DEBUG")));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void itIsLessThanThirtyLines() {
    long lines =
        FILE.matcher(PAGE)
            .results()
            .flatMap(file -> file.group(2).lines())
            .filter(line -> !line.isBlank())
            .count();

    assertThat(lines).isLessThan(LINES);
  }

  @Test
  void itsCommandsShowTheAnswerThatItSays() {
    List<String> commands = found(COMMANDS, 1).lines().toList();
    assertThat(commands).hasSize(2);
    try (Program watch = cpo(commands.getFirst())) {
      watch.awaitLine("watching");

      try (Program publish = cpo(commands.getLast())) {
        assertThat(publish.awaitExit()).isZero();
      }

      assertThat(watch.awaitLine(found(ANSWER, 2))).contains(found(ANSWER, 1));
    }
  }

  @Test
  void theStacksOwnFunctionIsNotAskedAndAnswersAllElse() {
    try (Messages messages = Messages.on(stack, "CP9/out")) {
      messages.publish("CP9/in", "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"V\"}]");
      messages.publish("CP9/in", "[3,\"2\",{\"status\":\"Accepted\"}]");
      messages.publish("CP9/in", "[2,\"3\",\"Heartbeat\",{}]");

      messages.await("CP9/out", "[3,\"1\",{\"status\":\"Accepted\"}]");
      messages.await("CP9/out", "[3,\"3\",");
    }
    // The function writes its line when it has answered, and answers to a command nobody.
    await()
        .untilAsserted(
            () -> assertThat(messageIdsOf("FrameHandler")).contains("2", "3").doesNotContain("1"));
    assertThat(stack.local().deadLetters()).isEmpty();
    assertThat(stack.local().refusals()).isEmpty();
  }

  @Test
  void itsRuleAndItsFunctionHaveAlarms() {
    JsonNode resources =
        JsonMapper.shared()
            .readTree(
                Repository.read(stack.assembly().resolve("AwsOcppGatewayStack.template.json")))
            .path("Resources");

    assertThat(resources.propertyNames())
        .anyMatch(id -> id.startsWith("ObservabilityAlarmsVendorThrottled"))
        .anyMatch(id -> id.startsWith("ObservabilityAlarmsVendorFunctionFails"));
  }

  /// Those that a function has written about CP9.
  private static List<String> messageIdsOf(String function) {
    return stack.local().usage().functions().stream()
        .filter(each -> each.logicalId().contains(function))
        .map(each -> stack.logs().resolve(each.logicalId() + ".log"))
        .flatMap(log -> Repository.read(log).lines())
        .filter(line -> line.contains("\"chargePointId\":\"CP9\""))
        .map(line -> line.replaceFirst(".*\"messageId\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static ExtendedRepository.Source block(String file) {
    return FILE.matcher(PAGE)
        .results()
        .filter(match -> match.group(1).endsWith("/" + file))
        .map(match -> new ExtendedRepository.Source(match.group(1), match.group(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page has no block for " + file));
  }

  private static String found(Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(PAGE);
    assertThat(matcher.find()).as("%s on the page", pattern).isTrue();
    return matcher.group(group);
  }

  /// Runs a line of the page against this test's stack.
  private static Program cpo(String line) {
    assertThat(line).startsWith("./cpo ");
    String[] words = line.substring("./cpo ".length()).split(" ", 3);
    return words.length < 3
        ? Cpo.start(words[0], words[1], "--mqtt-port", stack.mqttPort())
        : Cpo.start(words[0], words[1], unquoted(words[2]), "--aws-port", stack.awsPort());
  }

  private static String unquoted(String word) {
    return word.replaceFirst("^'(.*)'$", "$1");
  }
}
