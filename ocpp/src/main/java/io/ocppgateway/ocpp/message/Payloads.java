package io.ocppgateway.ocpp.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns payloads into records and back.
///
/// Reading is lenient, as the field needs it: unknown fields are passed over, numbers and strings
/// stand in for each other, a field that cannot be read at all is absent. Whether a payload
/// conforms is asked of [io.ocppgateway.ocpp.schema.Schemas], not of this class. Writing leaves
/// absent fields out and keeps the order of the record's components.
public final class Payloads {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new FieldModule())
          .addHandler(new UnreadableFieldsAbsent())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Payloads() {}

  /// The record that a payload means, empty if the record cannot do without something that the
  /// payload lacks.
  public static <T extends Record> Optional<T> read(ObjectNode payload, Class<T> type) {
    try {
      return Optional.of(MAPPER.treeToValue(payload, type));
    } catch (JacksonException _) {
      // What the record's own constructor refuses reaches us as this.
      return Optional.empty();
    }
  }

  /// The payload that says what a record holds.
  public static ObjectNode write(Record message) {
    return MAPPER.valueToTree(message);
  }
}
