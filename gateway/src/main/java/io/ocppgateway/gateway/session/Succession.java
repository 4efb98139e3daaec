package io.ocppgateway.gateway.session;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// In which order the sessions of each charge point have come that have not ended. There is more
/// than one where a charge point comes again before its older connection is known to be gone. Safe
/// for use by many threads.
final class Succession {

  /// The newest last.
  private final Map<ChargePointId, List<Session>> sessions = new ConcurrentHashMap<>();

  /// A session begins.
  ///
  /// @return the one that came before it, null if there is none
  @Nullable Session add(Session session) {
    List<Session> now =
        sessions.merge(
            session.id(),
            List.of(session),
            (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
    return now.size() == 1 ? null : now.get(now.size() - 2);
  }

  /// A session has ended: who came before it is the newest again if nobody came after it. Does
  /// nothing where that was told.
  void remove(Session session) {
    sessions.computeIfPresent(
        session.id(),
        (_, before) -> {
          List<Session> rest = before.stream().filter(each -> !each.equals(session)).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /// All of a charge point.
  List<Session> of(ChargePointId id) {
    return sessions.getOrDefault(id, List.of());
  }

  /// Whether the same charge point has come again and is still here.
  boolean isSuperseded(Session session) {
    List<Session> now = sessions.get(session.id());
    return now != null && !now.getLast().equals(session);
  }
}
