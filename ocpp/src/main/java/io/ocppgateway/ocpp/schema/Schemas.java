package io.ocppgateway.ocpp.schema;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares payloads with the schemas of their versions.
///
/// A version's schemas are read when it is first asked for, each schema compiled at its first use:
/// make one of these and keep it. Safe for use by many threads. Strict but for timestamps, which
/// are taken in any form that can be read.
public final class Schemas {

  private final ConcurrentMap<OcppVersion, VersionSchemas> versions = new ConcurrentHashMap<>();

  /// What comparing a payload with its schema comes to.
  ///
  /// @param payload `{}` where the frame had `null`: the schemas know objects only
  public Validation validate(
      OcppVersion version, String action, Direction direction, JsonNode payload) {
    return of(version).validate(new SchemaName(action, direction), payload);
  }

  /// The names of all actions that a version knows, answered here or not.
  public Set<String> actions(OcppVersion version) {
    return of(version).names().stream()
        .map(SchemaName::action)
        .collect(Collectors.toUnmodifiableSet());
  }

  private VersionSchemas of(OcppVersion version) {
    return versions.computeIfAbsent(version, VersionSchemas::load);
  }
}
