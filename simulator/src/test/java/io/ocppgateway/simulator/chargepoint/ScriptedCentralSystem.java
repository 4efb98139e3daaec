package io.ocppgateway.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The other end of a charge point's line, played by a test.
final class ScriptedCentralSystem implements Line {

  private static final Pattern CALL = Pattern.compile("\\[2,\"([^\"]+)\",\"(\\w+)\",(.*)]");

  final List<String> frames = new ArrayList<>();
  final List<Integer> closes = new ArrayList<>();
  int dials;
  private Optional<Events> events = Optional.empty();

  @Override
  public void dial(Events lineEvents) {
    dials++;
    events = Optional.of(lineEvents);
  }

  @Override
  public void send(byte[] text) {
    frames.add(new String(text, UTF_8));
  }

  @Override
  public void close(int code, String reason) {
    closes.add(code);
  }

  Events line() {
    return events.orElseThrow();
  }

  void says(String text) {
    line().onMessage(text.getBytes(UTF_8));
  }

  /// Answers the last CALL.
  void answers(String payload) {
    says("[3,\"%s\",%s]".formatted(lastCall().group(1), payload));
  }

  void failsWith(String errorCode) {
    says("[4,\"%s\",\"%s\",\"\",{}]".formatted(lastCall().group(1), errorCode));
  }

  /// Answers all CALLs, until there is no more.
  void answersAll() {
    int answered = -1;
    while (answered != frames.size() && CALL.matcher(frames.getLast()).matches()) {
      answered = frames.size();
      answers("{}");
    }
  }

  String lastAction() {
    return lastCall().group(2);
  }

  String lastFrame() {
    return frames.getLast();
  }

  /// The actions of all CALLs, in order.
  List<String> actions() {
    return frames.stream()
        .map(CALL::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(2))
        .toList();
  }

  private Matcher lastCall() {
    Matcher matcher = CALL.matcher(frames.getLast());
    if (!matcher.matches()) {
      throw new AssertionError("the last frame is no CALL: " + frames.getLast());
    }
    return matcher;
  }
}
