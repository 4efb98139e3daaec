package io.ocppgateway.gateway.websocket.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which refusals of the running minute get a line of their own, and how many of which source and
/// cause did not. Safe for use by many threads.
final class RefusalTally {

  static final int MAX_LINES_PER_SOURCE = 10;

  /// Sources that are told apart; those that come later in the same minute count as one.
  static final int MAX_SOURCES = 256;

  static final String OTHERS = "others";

  private final Map<String, Source> sources = new HashMap<>();

  private static final class Source {
    private final Map<RefusalCause, Integer> omitted = new EnumMap<>(RefusalCause.class);
    private int lines;
  }

  /// Refusals that got no line.
  ///
  /// @param source an address, or [#OTHERS]
  record Omitted(String source, RefusalCause cause, int count) {}

  /// Counts a refusal.
  ///
  /// @return whether it gets a line
  synchronized boolean add(RefusedAttempt attempt) {
    Source source = sourceOf(attempt.source().getAddress().getHostAddress());
    if (source.lines < MAX_LINES_PER_SOURCE) {
      source.lines++;
      return true;
    }
    source.omitted.merge(attempt.cause(), 1, Integer::sum);
    return false;
  }

  /// Ends the minute, and begins the next.
  synchronized List<Omitted> end() {
    List<Omitted> omitted = new ArrayList<>();
    sources.forEach((address, source) ->
        source.omitted.forEach((cause, count) -> omitted.add(new Omitted(address, cause, count))));
    sources.clear();
    return omitted;
  }

  private Source sourceOf(String address) {
    Source known = sources.get(address);
    if (known != null) {
      return known;
    }
    return sources.computeIfAbsent(
        sources.size() < MAX_SOURCES ? address : OTHERS, _ -> new Source());
  }
}
