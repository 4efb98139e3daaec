package io.ocppgateway.local.iot.shadow;

import io.ocppgateway.local.aws.AwsFault;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A request to update a shadow:
/// `{"state":{"desired":…,"reported":…},"version":…,"clientToken":…}`.
///
/// @param document the request as it came
/// @param state its state
/// @see "AWS IoT Core developer guide: request state documents"
record UpdateRequest(ObjectNode document, ObjectNode state) {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_TOKEN_LENGTH = 64;

  /// Reads and checks a request.
  ///
  /// @throws AwsFault with status 400 if it is no request, in AWS's words
  static UpdateRequest parse(Buffer payload) {
    if (!(json(payload) instanceof ObjectNode document)) {
      throw invalid("Invalid JSON");
    }
    JsonNode state = document.get("state");
    if (state == null) {
      throw invalid("Missing required node: state");
    }
    if (!(state instanceof ObjectNode sections)) {
      throw invalid("State node must be an object");
    }
    checkSection(sections, "desired", "Desired");
    checkSection(sections, "reported", "Reported");
    for (String name : sections.propertyNames()) {
      if (!name.equals("desired") && !name.equals("reported")) {
        throw invalid("State contains an invalid node: '%s'".formatted(name));
      }
    }
    JsonNode version = document.get("version");
    if (version != null && !version.isNull() && !version.isIntegralNumber()) {
      throw invalid("Invalid version");
    }
    clientToken(document);
    return new UpdateRequest(document, sections);
  }

  /// The version that the caller believes in, empty if it does not say.
  OptionalLong expectedVersion() {
    JsonNode version = document.get("version");
    return version == null || version.isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(version.asLong());
  }

  /// What the answers carry back.
  Optional<String> clientToken() {
    return clientToken(document);
  }

  /// What the answers to a get, update or delete carry back, empty if the payload has none or is no
  /// JSON object.
  ///
  /// @throws AwsFault if the payload is not JSON, or its token no text of at most 64 characters
  static Optional<String> clientToken(Buffer payload) {
    return payload.length() == 0 || !(json(payload) instanceof ObjectNode document)
        ? Optional.empty()
        : clientToken(document);
  }

  private static Optional<String> clientToken(ObjectNode document) {
    JsonNode token = document.get("clientToken");
    if (token == null || token.isNull()) {
      return Optional.empty();
    }
    if (!token.isString() || token.asString().length() > MAX_TOKEN_LENGTH) {
      throw invalid("Invalid clientToken");
    }
    return Optional.of(token.asString());
  }

  private static void checkSection(ObjectNode state, String name, String label) {
    JsonNode section = state.get(name);
    if (section != null && !section.isNull() && !section.isObject()) {
      throw invalid(label + " node must be an object");
    }
    if (section != null && depth(section) > MAX_DEPTH) {
      throw invalid("JSON contains too many levels of nesting; maximum is %d".formatted(MAX_DEPTH));
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainer() ? deepest + 1 : 0;
  }

  private static JsonNode json(Buffer payload) {
    try {
      return JsonMapper.shared().readTree(payload.getBytes());
    } catch (JacksonException _) {
      throw invalid("Invalid JSON");
    }
  }

  private static AwsFault invalid(String message) {
    return new AwsFault(400, "InvalidRequestException", message);
  }
}
