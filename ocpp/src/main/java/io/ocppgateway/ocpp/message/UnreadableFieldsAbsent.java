package io.ocppgateway.ocpp.message;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;

/// Reads a field as absent whose value its type cannot hold: one bad field does not cost the
/// message. What is wrong with a payload is for the schemas to say.
final class UnreadableFieldsAbsent extends DeserializationProblemHandler {

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String problem) {
    return null;
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String problem) {
    return null;
  }

  /// A text or a number where an object belongs.
  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser json,
      String problem) {
    return null;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType type,
      JsonToken token,
      JsonParser json,
      String problem) {
    json.skipChildren();
    return null;
  }
}
