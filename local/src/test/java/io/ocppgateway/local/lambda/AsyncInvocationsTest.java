package io.ocppgateway.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.UsageMeter;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of events whose function always fails; no time passes.
class AsyncInvocationsTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final List<Duration> delays = new CopyOnWriteArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Output output = Output.install();
  private final UsageMeter meter = new UsageMeter(CLOCK);
  private final LambdaFunction failing =
      new LambdaFunction(
          new FunctionSpec(
              "Fn",
              "S-Fn",
              "arn:fn",
              Path.of("unread.jar"),
              TestHandlers.Requested.class.getName(),
              Map.of(),
              "/aws/lambda/S-Fn",
              "",
              128,
              Duration.ofSeconds(30),
              false),
          TestRoles.anybody("S-Fn"),
          TestHandlers.class.getClassLoader(),
          Map.of(),
          output,
          OutputStream.nullOutputStream(),
          CLOCK,
          meter.function("Fn", "S-Fn"));
  private final AsyncInvocations invocations =
      new AsyncInvocations(
          new Sent(sent),
          CLOCK,
          meter,
          (delay, task) -> {
            delays.add(delay);
            task.run();
          });

  @AfterEach
  void end() {
    invocations.close();
    failing.close();
    output.close();
  }

  private JsonNode recordOf(int retries, Duration maxAge) {
    invocations.submit(
        failing, new AsyncPolicy(retries, maxAge, "arn:dead", null), "{}".getBytes(UTF_8));
    await().until(() -> sent.size() == 1);
    return JsonMapper.shared().readTree(sent.getFirst());
  }

  @Test
  void aFailureIsTriedAgainAfterOneMinuteAndAfterTwo() {
    JsonNode dead = recordOf(2, Duration.ofHours(6));

    assertThat(delays).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(dead.at("/requestContext/condition").asString()).isEqualTo("RetriesExhausted");
    assertThat(dead.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(meter.usage().functions()).extracting(FunctionUsage::errors).containsExactly(3L);
  }

  @Test
  void withoutRetriesTheFirstFailureIsTheLast() {
    JsonNode dead = recordOf(0, Duration.ofSeconds(60));

    assertThat(delays).isEmpty();
    assertThat(dead.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
  }

  @Test
  void anEventThatWouldBeTooOldIsNotTriedAgain() {
    JsonNode dead = recordOf(2, Duration.ofSeconds(60));

    assertThat(delays).containsExactly(Duration.ofMinutes(1));
    assertThat(dead.at("/requestContext/condition").asString()).isEqualTo("EventAgeExceeded");
    assertThat(dead.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
  }

  @Test
  void theQueueOfTheFunctionItselfGetsTheEventAsItWasBesideTheRecord() {
    AsyncPolicy both = new AsyncPolicy(0, Duration.ofSeconds(60), "arn:dead", "arn:dead");

    invocations.submit(failing, both, "{\"a\": 1}".getBytes(UTF_8));

    await().until(() -> sent.size() == 2);
    assertThat(sent.getFirst()).contains("\"requestPayload\":{\"a\":1}");
    assertThat(sent.getLast()).isEqualTo("{\"a\": 1}");
    assertThat(meter.usage().dropped()).isEmpty();
  }

  @Test
  void anEventThatNoQueueTakesIsCountedAsLost() {
    invocations.submit(
        failing, new AsyncPolicy(0, Duration.ofSeconds(60), null, null), new byte[0]);

    await().until(() -> !meter.usage().dropped().isEmpty());

    assertThat(meter.usage().dropped()).containsOnlyKeys(DropReason.FUNCTION_FAILED);
    assertThat(sent).isEmpty();
  }

  @Test
  void theRecordNamesTheRequestAsTheFunctionKnewIt() {
    JsonNode dead = recordOf(0, Duration.ofSeconds(60));

    assertThat(dead.at("/requestContext/requestId").asString())
        .isNotEmpty()
        .isEqualTo(dead.at("/responsePayload/errorMessage").asString());
  }
}
