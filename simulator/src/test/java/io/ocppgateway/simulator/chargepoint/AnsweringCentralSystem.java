package io.ocppgateway.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The other end of a charge point's line, which answers every CALL a moment later, as a test wants
/// it to, and takes no message that breaks its schema.
final class AnsweringCentralSystem implements Line {

  static final Schemas SCHEMAS = new Schemas();

  /// What answers take to come.
  static final Duration MOMENT = Duration.ofMillis(100);

  private static final JsonMapper JSON = new JsonMapper();

  /// @param at when it arrived
  record Call(Instant at, String action, ObjectNode payload) {
    /// When it happened that the message tells of.
    String timestamp() {
      String own = text("/timestamp");
      return own.isEmpty() ? text("/meterValue/0/timestamp") : own;
    }

    String text(String path) {
      JsonNode node = payload.at(path);
      return node.isMissingNode() ? "" : node.asString();
    }
  }

  final List<Call> calls = new ArrayList<>();
  final List<Frame> answers = new ArrayList<>();
  final List<Integer> closes = new ArrayList<>();

  private final ManualTimers timers;
  private final OcppVersion version;
  private final Map<String, String> payloads = new HashMap<>();
  private final Map<String, String> errors = new HashMap<>();
  private final List<String> silent = new ArrayList<>();
  private Events events;
  private boolean up = true;
  private boolean open;
  private int connection;
  private int transactions;
  private Duration ahead = Duration.ZERO;

  AnsweringCentralSystem(ManualTimers timers, OcppVersion version) {
    this.timers = timers;
    this.version = version;
  }

  // -- as the test wants it

  void answers(String action, String payload) {
    payloads.put(action, payload.replace('\'', '"'));
  }

  void failsWith(String action, String errorCode) {
    errors.put(action, errorCode);
  }

  void isSilentTo(String action) {
    silent.add(action);
  }

  void hearsAgain(String action) {
    silent.remove(action);
    errors.remove(action);
  }

  void isAheadBy(Duration duration) {
    ahead = duration;
  }

  void goesDown() {
    up = false;
    if (open) {
      open = false;
      connection++;
      events.onClosed(1006, "");
    }
  }

  void comesUp() {
    up = true;
  }

  /// Sends a command and gives the answer.
  ObjectNode commands(String action, String payload) {
    String text = "[2,\"c\",\"%s\",%s]".formatted(action, payload.replace('\'', '"'));
    int before = answers.size();
    events.onMessage(text.getBytes(UTF_8));
    return switch (answers.get(before)) {
      case Frame.CallResult(_, ObjectNode answer) -> {
        requireValid(action, Direction.RESPONSE, answer);
        yield answer;
      }
      default -> throw new AssertionError("refused: " + answers.getLast());
    };
  }

  String statusOf(String action, String payload) {
    return commands(action, payload).path("status").asString();
  }

  // -- what it saw

  List<String> actions() {
    return calls.stream().map(Call::action).toList();
  }

  List<Call> calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).toList();
  }

  Call last(String action) {
    return calls(action).getLast();
  }

  /// The messages of transactions, those on request left out.
  List<Call> transactionMessages() {
    return calls.stream()
        .filter(call ->
            switch (call.action()) {
              case "StartTransaction", "StopTransaction", "TransactionEvent" -> true;
              case "MeterValues" ->
                  call.text("/meterValue/0/sampledValue/0/context").equals("Sample.Periodic");
              default -> false;
            })
        .toList();
  }

  // -- the line

  @Override
  public void dial(Events lineEvents) {
    events = lineEvents;
    int mine = ++connection;
    timers.after(
        MOMENT,
        () -> {
          if (mine != connection) {
            return;
          }
          if (up) {
            open = true;
            lineEvents.onConnected();
          } else {
            lineEvents.onUnreachable("down");
          }
        });
  }

  @Override
  public void close(int code, String reason) {
    open = false;
    connection++;
    closes.add(code);
  }

  @Override
  public void send(byte[] text) {
    if (!open) {
      return;
    }
    switch (FrameCodec.decode(text, version)) {
      case Decoded.Valid<Frame>(Frame.Call call) -> onCall(call);
      case Decoded.Valid<Frame>(Frame answer) -> answers.add(answer);
      case Decoded.Invalid<Frame> invalid -> throw new AssertionError(invalid);
    }
  }

  private void onCall(Frame.Call call) {
    requireValid(call.action(), Direction.REQUEST, call.payload());
    calls.add(new Call(timers.instant(), call.action(), call.payload().deepCopy()));
    if (!silent.contains(call.action())) {
      int mine = connection;
      timers.after(
          MOMENT,
          () -> {
            if (open && mine == connection) {
              events.onMessage(answer(call).getBytes(UTF_8));
            }
          });
    }
  }

  private String answer(Frame.Call call) {
    if (errors.containsKey(call.action())) {
      return "[4,\"%s\",\"%s\",\"\",{}]".formatted(call.id(), errors.get(call.action()));
    }
    String payload = payloads.getOrDefault(call.action(), standardAnswer(call.action()));
    requireValid(call.action(), Direction.RESPONSE, (ObjectNode) JSON.readTree(payload));
    return "[3,\"%s\",%s]".formatted(call.id(), payload);
  }

  private String standardAnswer(String action) {
    String now = timers.instant().plus(ahead).toString();
    return switch (action) {
      case "BootNotification" ->
          "{\"currentTime\":\"%s\",\"interval\":300,\"status\":\"Accepted\"}".formatted(now);
      case "Heartbeat" -> "{\"currentTime\":\"%s\"}".formatted(now);
      case "Authorize" ->
          version == OcppVersion.V1_6
              ? "{\"idTagInfo\":{\"status\":\"Accepted\"}}"
              : "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
      case "StartTransaction" ->
          "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":%d}"
              .formatted(++transactions);
      default -> "{}";
    };
  }

  private void requireValid(String action, Direction direction, ObjectNode payload) {
    Validation validation = SCHEMAS.validate(version, action, direction, payload);
    if (!(validation instanceof Validation.Valid)) {
      throw new AssertionError("%s %s %s: %s".formatted(action, direction, payload, validation));
    }
  }
}
