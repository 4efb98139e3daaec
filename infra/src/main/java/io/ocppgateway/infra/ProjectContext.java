package io.ocppgateway.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The CDK context that is kept in the repository: the `context` of `cdk.json`, and what the command
/// line looked up, in `cdk.context.json`.
///
/// The CDK command line passes both on by itself. They are read here too, so that the app makes the
/// same template when it is started without it.
final class ProjectContext {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final JsonMapper JSON = new JsonMapper();

  private ProjectContext() {}

  /// Reads the context; what the command line was given comes on top of it.
  ///
  /// @param repository root of the repository
  static Map<String, Object> in(Path repository) {
    Map<String, Object> context = new HashMap<>();
    if (read(repository.resolve("cdk.json")).get("context") instanceof Map<?, ?> kept) {
      kept.forEach((key, value) -> context.put(key.toString(), value));
    }
    context.putAll(read(repository.resolve("cdk.context.json")));
    return context;
  }

  private static Map<String, Object> read(Path file) {
    return Files.exists(file) ? JSON.readValue(file, OBJECT) : Map.of();
  }
}
