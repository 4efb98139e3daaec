package io.ocppgateway.local.synth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The CDK context of one synthesis, put together as the CDK's command line does it: what `-c` says
/// goes before the `context` of `cdk.json`, and that before `cdk.context.json`.
final class CdkContext {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CdkContext() {}

  /// The context as the JSON text of `CDK_CONTEXT_JSON`. Values of the command line are strings.
  ///
  /// @throws SynthException if one of the files is no JSON object
  static String json(Path root, Map<String, String> commandLine) {
    ObjectNode context = object(root.resolve("cdk.context.json"));
    if (object(root.resolve("cdk.json")).get("context") instanceof ObjectNode settings) {
      context.setAll(settings);
    }
    commandLine.forEach(context::put);
    return context.toString();
  }

  private static ObjectNode object(Path file) {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode content = JSON.readTree(Files.readString(file, UTF_8));
      if (content instanceof ObjectNode object) {
        return object;
      }
      throw new SynthException(
          "%s holds %s; it must be a JSON object"
              .formatted(file, content.getNodeType().name().toLowerCase(Locale.ROOT)));
    } catch (IOException | JacksonException e) {
      throw new SynthException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
