package io.ocppgateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/// The simulated charge point against `ocpp-rpc` in strict mode, a central system that nobody here
/// wrote: it checks every message of 1.6 and 2.0.1 against the schemas. (It cannot do so for 2.1;
/// ours check every message of all versions.)
class StrictCentralSystemIT {

  private static final Path SCRIPT = Path.of("target/test-classes/strict-central-system.js");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Nobody comes in our lifetime; who is started from afar has a reading each second.
  private static final Use COMMANDED =
      new Use.Sessions(
          Span.of(Duration.ofDays(100_000)),
          Span.of(Duration.ofHours(1)),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          11_000);

  /// One vehicle after another, each for three seconds.
  private static final Use DRIVEN =
      new Use.Sessions(
          Span.of(Duration.ofMillis(500)),
          Span.of(Duration.ofSeconds(3)),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          11_000);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SchemaCheck sent = new SchemaCheck();
  private Process centralSystem;

  @BeforeEach
  void requireOcppRpc() {
    if (!Files.isDirectory(Path.of("../node_modules/ocpp-rpc"))) {
      String notice = "ocpp-rpc is missing: run 'npm ci --ignore-scripts' in the root directory";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      System.err.println("skipped: " + notice);
      abort(notice);
    }
  }

  @AfterEach
  void endCentralSystem() throws InterruptedException {
    if (centralSystem != null) {
      centralSystem.destroy();
      if (!centralSystem.waitFor(5, TimeUnit.SECONDS)) {
        centralSystem.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageThatAChargePointCanSendIsValid(OcppVersion version) throws IOException {
    sent.version = version;
    URI url = URI.create("ws://127.0.0.1:" + startCentralSystem(version) + "/ocpp");

    try (Simulation simulation = Simulation.open(sent)) {
      SimulatedChargePoint commanded =
          simulation.start(options(url, "DE*COMMANDED E1", version, COMMANDED));
      SimulatedChargePoint driven = simulation.start(options(url, "DRIVEN", version, DRIVEN));
      awaitTold(1, "COMMANDED");
      awaitTold(2, "SEEN \"DRIVEN\" \"" + lastOfASession(version) + "\"");

      assertThat(told("INVALID")).isEmpty();
      assertThat(sent.violations).isEmpty();
      assertThat(commanded.calls().join().failed()).isZero();
      assertThat(driven.calls().join().failed()).isZero();
      assertThat(driven.calls().join().lost()).isZero();
    }

    assertThat(quoted("SEEN", 2)).isEqualTo(requests(version));
    assertThat(quoted("ANSWER", 1)).isEqualTo(commands(version));
    assertThat(sent.actions).isEqualTo(requests(version));
    assertThat(told("CONNECTED \"DE*COMMANDED E1\"")).hasSize(3);
    assertThat(told("UNKNOWN")).containsExactly("UNKNOWN \"NotImplemented\"");
    assertThat(told("RESET"))
        .hasSize(2)
        .allMatch(line -> version == OcppVersion.V1_6 || line.contains("RemoteReset"));
    if (version == OcppVersion.V1_6) {
      assertThat(told("ANSWER \"UnlockConnector\""))
          .containsOnly("ANSWER \"UnlockConnector\" \"Unlocked\"");
    } else {
      assertThat(told("ANSWER \"Reset\"").getLast()).contains("Scheduled");
      assertThat(told("ANSWER \"UnlockConnector\"").getLast())
          .contains("OngoingAuthorizedTransaction");
    }
    assertThat(told("ANSWER \"ChangeAvailability\"")).anyMatch(line -> line.contains("Scheduled"));
  }

  /// Every action that a charge point sends.
  private static Set<String> requests(OcppVersion version) {
    return switch (version) {
      case V1_6 ->
          Set.of(
              "Authorize",
              "BootNotification",
              "Heartbeat",
              "MeterValues",
              "StartTransaction",
              "StatusNotification",
              "StopTransaction");
      case V2_0_1, V2_1 ->
          Set.of(
              "Authorize",
              "BootNotification",
              "Heartbeat",
              "MeterValues",
              "NotifyReport",
              "StatusNotification",
              "TransactionEvent");
    };
  }

  /// Every command that a charge point knows.
  private static Set<String> commands(OcppVersion version) {
    return switch (version) {
      case V1_6 ->
          Set.of(
              "ChangeAvailability",
              "ChangeConfiguration",
              "ClearCache",
              "DataTransfer",
              "GetConfiguration",
              "RemoteStartTransaction",
              "RemoteStopTransaction",
              "Reset",
              "TriggerMessage",
              "UnlockConnector");
      case V2_0_1, V2_1 ->
          Set.of(
              "ChangeAvailability",
              "ClearCache",
              "DataTransfer",
              "GetBaseReport",
              "GetVariables",
              "RequestStartTransaction",
              "RequestStopTransaction",
              "Reset",
              "SetVariables",
              "TriggerMessage",
              "UnlockConnector");
    };
  }

  private static String lastOfASession(OcppVersion version) {
    return switch (version) {
      case V1_6 -> "StopTransaction";
      case V2_0_1, V2_1 -> "TransactionEvent\" \"Ended";
    };
  }

  private static ChargePointOptions options(
      URI url, String identity, OcppVersion version, Use use) {
    return ChargePointOptions.of(url, ChargePointId.ofIdentity(identity).orElseThrow(), version)
        .withProfile(Profile.HEARTBEAT.withUse(use));
  }

  private String startCentralSystem(OcppVersion version) throws IOException {
    centralSystem =
        new ProcessBuilder("node", SCRIPT.toString(), version.subprotocol())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = centralSystem.inputReader();
    Thread.ofVirtual().start(() -> lines.lines().forEach(told::add));
    awaitTold(1, "LISTENING");
    return told("LISTENING").getFirst().split(" ")[1];
  }

  private void awaitTold(int times, String word) {
    await().atMost(PATIENCE).until(() -> told(word).size() >= times || !told("INVALID").isEmpty());
  }

  private List<String> told(String word) {
    return told.stream().filter(line -> line.startsWith(word)).toList();
  }

  /// What stands between the quotes with this number, of the lines that begin with a word.
  private Set<String> quoted(String first, int number) {
    return told(first).stream()
        .map(line -> line.split("\"")[2 * number - 1])
        .collect(Collectors.toSet());
  }

  /// Compares all that charge points send with our own copy of the schemas.
  private static final class SchemaCheck implements ChargePointListener {

    private static final Schemas SCHEMAS = new Schemas();

    final Set<String> actions = ConcurrentHashMap.newKeySet();
    final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<MessageId, String> commands = new ConcurrentHashMap<>();
    private volatile OcppVersion version = OcppVersion.V1_6;

    @Override
    public void received(ChargePointId id, byte[] text) {
      if (frame(text) instanceof Frame.Call call) {
        commands.put(call.id(), call.action());
      }
    }

    @Override
    public void sent(ChargePointId id, byte[] text) {
      switch (frame(text)) {
        case Frame.Call call -> {
          actions.add(call.action());
          check(call.action(), Direction.REQUEST, call.payload());
        }
        case Frame.CallResult result ->
            check(commands.get(result.id()), Direction.RESPONSE, result.payload());
        // An unknown command is refused on purpose.
        case Frame.CallError _, Frame.CallResultError _, Frame.Send _ -> {}
      }
    }

    private void check(String action, Direction direction, ObjectNode payload) {
      Validation validation = SCHEMAS.validate(version, action, direction, payload);
      if (!(validation instanceof Validation.Valid)) {
        violations.add("%s %s %s: %s".formatted(action, direction, payload, validation));
      }
    }

    private Frame frame(byte[] text) {
      return switch (FrameCodec.decode(text, version)) {
        case Decoded.Valid<Frame>(Frame frame) -> frame;
        case Decoded.Invalid<Frame> invalid -> throw new AssertionError(invalid);
      };
    }
  }
}
