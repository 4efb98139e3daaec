package io.ocppgateway.local.iot.shadow;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The documents that the shadow service answers and publishes.
///
/// @see "AWS IoT Core developer guide: response state documents"
final class ShadowDocuments {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ShadowDocuments() {}

  /// The answer to a get.
  static ObjectNode get(Shadow shadow, long timestamp, Optional<String> clientToken) {
    ObjectNode state = shadow.state();
    ObjectNode delta = shadow.delta();
    if (!delta.isEmpty()) {
      state.set("delta", delta);
    }
    ObjectNode document = JSON.objectNode();
    document.set("state", state);
    document.set("metadata", shadow.metadata());
    return finish(document, shadow.version(), timestamp, clientToken);
  }

  /// The answer to an update: what the request said.
  static ObjectNode accepted(Shadow current, UpdateRequest request, long timestamp) {
    ObjectNode document = JSON.objectNode();
    document.set("state", request.state());
    ObjectNode metadata = document.putObject("metadata");
    for (String section : request.state().propertyNames()) {
      JsonNode change = request.state().get(section);
      if (change.isObject()) {
        metadata.set(section, Merge.stamps(change, timestamp));
      }
    }
    return finish(document, current.version(), timestamp, request.clientToken());
  }

  /// What is published on `update/documents`.
  static ObjectNode documents(
      Shadow previous, Shadow current, long timestamp, Optional<String> clientToken) {
    ObjectNode document = JSON.objectNode();
    document.set("previous", version(previous));
    document.set("current", version(current));
    document.put("timestamp", timestamp);
    clientToken.ifPresent(token -> document.put("clientToken", token));
    return document;
  }

  /// What is published on `update/delta`.
  static ObjectNode delta(
      Shadow current, ObjectNode delta, long timestamp, Optional<String> clientToken) {
    ObjectNode document = JSON.objectNode();
    document.set("state", delta);
    document.set("metadata", Merge.select(current.desiredMetadata(), delta));
    return finish(document, current.version(), timestamp, clientToken);
  }

  /// The answer to a delete.
  static ObjectNode deleted(long version, long timestamp, Optional<String> clientToken) {
    return finish(JSON.objectNode(), version, timestamp, clientToken);
  }

  /// What is published on `…/rejected`.
  static ObjectNode rejected(
      int code, String message, long timestamp, Optional<String> clientToken) {
    ObjectNode document = JSON.objectNode();
    document.put("code", code);
    document.put("message", message);
    document.put("timestamp", timestamp);
    clientToken.ifPresent(token -> document.put("clientToken", token));
    return document;
  }

  private static ObjectNode version(Shadow shadow) {
    ObjectNode document = JSON.objectNode();
    document.set("state", shadow.state());
    document.set("metadata", shadow.metadata());
    document.put("version", shadow.version());
    return document;
  }

  private static ObjectNode finish(
      ObjectNode document, long version, long timestamp, Optional<String> clientToken) {
    document.put("version", version);
    document.put("timestamp", timestamp);
    clientToken.ifPresent(token -> document.put("clientToken", token));
    return document;
  }
}
