package io.ocppgateway.simulator.fault;

import static java.time.ZoneOffset.UTC;

import io.ocppgateway.simulator.options.ChargePointOptions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Writes the time as clocks and firmware in the field do, each way in turn: without a zone, with a
/// zone of hours only, in 1970, not at all, and as local time marked as UTC.
record BadTimestamps() implements Fault {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final ZoneOffset LOCAL = ZoneOffset.ofHours(2);
  private static final Instant NEVER_SET = Instant.parse("1970-01-01T00:02:03Z");

  private static final List<Function<Instant, String>> WAYS =
      List.of(
          instant -> at(instant, UTC),
          instant -> at(instant, LOCAL) + "+02",
          _ -> NEVER_SET.toString(),
          _ -> "",
          instant -> at(instant, LOCAL) + "Z");

  @Override
  public String name() {
    return "bad-timestamps";
  }

  @Override
  public String description() {
    return "sends timestamps without a zone, with +02, of 1970, empty, or local time marked Z";
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    UnaryOperator<String> turns = new Turns(random.nextInt(WAYS.size()));
    return new Rewording((_, text) -> turns.apply(text)).of(options);
  }

  private static String at(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofInstant(instant, offset).format(SECONDS);
  }

  private static Optional<Instant> parsed(String text) {
    // Much is no time: the exception is for the few that look like one.
    if (text.length() < 17 || text.charAt(4) != '-' || text.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// One charge point's turn among the ways.
  private static final class Turns implements UnaryOperator<String> {

    private int turn;

    Turns(int first) {
      turn = first;
    }

    @Override
    public String apply(String text) {
      return parsed(text)
          .map(instant -> WAYS.get(turn++ % WAYS.size()).apply(instant))
          .orElse(text);
    }
  }
}
