package io.ocppgateway.lambdas;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ocppgateway.lambdas.command.UndeliveredCommand;
import io.ocppgateway.lambdas.logging.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// What the log says of frames, and what it must not say.
class LogTest {

  private static final String STATUS =
      """
      [2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"%s","info":"%s"}]\
      """;

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    LogLevel.follow(Map.of(LogLevel.VARIABLE, "DEBUG"));
    root.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(lines);
    LogLevel.follow(Map.of(LogLevel.VARIABLE, "INFO"));
  }

  @Test
  void oneLineTellsWhoWhatOutcomeAndHowLong() {
    CentralSystem system = CentralSystem.lenient();

    system.send(V1_6, STATUS.formatted("Charging", "i"));

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.DEBUG);
    assertThat(keys(lines.list.getFirst()))
        .isEqualTo(
            Map.of(
                "chargePointId", "CP1",
                "messageId", "1",
                "action", "StatusNotification",
                "ocpp", "ocpp1.6",
                "outcome", "ANSWERED",
                "durationMs", "0",
                "traceId", "t"));
  }

  @Test
  void whatWentWellIsNotLoggedUnlessAskedFor() {
    CentralSystem system = CentralSystem.lenient();
    LogLevel.follow(Map.of(LogLevel.VARIABLE, "INFO"));

    system.send(V1_6, STATUS.formatted("Charging", "i"));
    system.send(V1_6, "[2,\"2\",\"Heartbeat\",{}]");
    system.send(V2_1, "[6,\"3\",\"NotifyPeriodicEventStream\",{}]");
    system.send(V1_6, "[2,\"4\",\"Authorize\",{\"idTag\":\"secret\"}]");

    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.WARN);
          assertThat(keys(line))
              .containsEntry("chargePointId", "CP1")
              .containsEntry("messageId", "4")
              .containsEntry("outcome", "NOT_IMPLEMENTED");
        });
  }

  @Test
  void levelIsWhatLambdaSays() {
    LogLevel.follow(Map.of(LogLevel.VARIABLE, "FATAL"));
    Level fatal = root.getLevel();
    LogLevel.follow(Map.of(LogLevel.VARIABLE, "no level"));
    Level unknown = root.getLevel();
    LogLevel.follow(Map.of());

    assertThat(fatal).isEqualTo(Level.ERROR);
    assertThat(unknown).isEqualTo(Level.INFO);
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void violationsAreWarnedOfWithoutTheValues() {
    CentralSystem system = CentralSystem.lenient();

    system.send(V1_6, STATUS.formatted("secretStatus", "secret ".repeat(20)));

    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(keys(lines.list.getFirst()))
        .containsEntry("outcome", "ANSWERED")
        .hasEntrySatisfying(
            "violations",
            violations ->
                assertThat(violations).contains("/status: ", "/info: ").doesNotContain("secret"));
  }

  @Test
  void everyEndHasItsOutcome() {
    CentralSystem system = CentralSystem.lenient();

    system.send(V1_6, STATUS.formatted("Charging", "i"));
    system.send(V1_6, STATUS.formatted("Charging", "i"));
    system.send(V1_6, "[2,\"1\",\"Authorize\",{\"idTag\":\"secret\"}]");
    system.send(V1_6, "[3,\"1\",{\"idTag\":\"secret\"}]");
    system.send(V1_6, "[4,\"1\",\"NotSupported\",\"secret\",{}]");
    system.send(V2_1, "[5,\"1\",\"FormatViolation\",\"secret\",{}]");
    system.send(V2_1, "[6,\"1\",\"NotifyPeriodicEventStream\",{\"a\":\"secret\"}]");
    system.send(V1_6, "{\"a\":\"secret\"}");
    system.shadows.broken(true);
    assertThatThrownBy(
            () -> system.send(V2_0_1, "[2,\"1\",\"BootNotification\",{\"a\":\"secret\"}]"))
        .isInstanceOf(IllegalStateException.class);

    assertThat(lines.list)
        .extracting(line -> keys(line).get("outcome"))
        .containsExactly(
            "ANSWERED",
            "REPLAYED",
            "NOT_IMPLEMENTED",
            "RESULT",
            "ERROR",
            "RESULT_NOT_UNDERSTOOD",
            "TAKEN_NOTE_OF",
            "NO_FRAME",
            "FAILED");
    assertThat(lines.list)
        .noneMatch(line -> (line.getFormattedMessage() + keys(line)).contains("secret"));
    assertThat(lines.list.getLast().getThrowableProxy().getMessage())
        .isEqualTo("the shadow service is out of order");
  }

  @Test
  void frameWithoutAKnownSubprotocolIsReadAs16AndWarnedOf() {
    CentralSystem system = CentralSystem.lenient();

    system.router.route(
        system.read(
            """
            {"message":[2,"1","StatusNotification",{}],"chargePointId":"CP1","ocpp":["ocpp9"]}\
            """));

    assertThat(system.answers.frames()).containsExactly("CP1 [3,\"1\",{}]");
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(keys(lines.list.getFirst())).containsEntry("subprotocols", "[ocpp9]");
    assertThat(keys(lines.list.getLast())).containsEntry("ocpp", "ocpp1.6");
  }

  @Test
  void commandWithoutAnAnswerIsWarnedOfAsTheStackCountsIt() throws IOException {
    byte[] event =
        """
        {"messageId":"42","reason":"TIMEOUT","chargePointId":"CP1"}\
        """
            .getBytes(UTF_8);

    new UndeliveredHandler()
        .handleRequest(
            new ByteArrayInputStream(event),
            OutputStream.nullOutputStream(),
            LambdaContext.UNASKED);

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(keys(lines.list.getFirst()))
        .isEqualTo(
            Map.of(
                "chargePointId", "CP1",
                "messageId", "42",
                "outcome", "UNDELIVERED",
                "reason", "TIMEOUT"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"messageId\":\"42\",\"reason\":\"TIMEOUT\"} | chargePointId",
        "{\"messageId\":\"42\",\"reason\":\"secret\",\"chargePointId\":\"CP1\"} | reason",
        "{\"reason\":\"TIMEOUT\",\"chargePointId\":\"CP1\"} | messageId"
      })
  void noticeThatIsNoneIsRefusedWithoutItsText(String event, String missing) {
    assertThatThrownBy(() -> UndeliveredCommand.read(event.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void whatThePeerCallsAnActionIsCutShort() {
    CentralSystem system = CentralSystem.lenient();

    system.send(V1_6, "[2,\"1\",\"%s\",{}]".formatted("x".repeat(10_000)));

    assertThat(keys(lines.list.getFirst()).get("action")).hasSizeLessThan(60);
  }

  private static Map<String, String> keys(ILoggingEvent line) {
    Map<String, String> keys = new TreeMap<>();
    line.getKeyValuePairs().forEach(pair -> keys.put(pair.key, String.valueOf(pair.value)));
    return keys;
  }
}
