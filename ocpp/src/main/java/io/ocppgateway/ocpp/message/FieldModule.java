package io.ocppgateway.ocpp.message;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Timestamps and integers as OCPP has them. Reads null where a value is neither.
final class FieldModule extends SimpleModule {

  FieldModule() {
    super("ocpp-fields");
    addSerializer(new TimestampWriter());
    addDeserializer(Instant.class, new TimestampReader());
    addDeserializer(Integer.class, new IntegerReader());
  }

  private static final class TimestampWriter extends StdSerializer<Instant> {
    TimestampWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
      json.writeString(Timestamps.format(time));
    }
  }

  private static final class TimestampReader extends StdDeserializer<Instant> {
    TimestampReader() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
      if (!json.currentToken().isScalarValue()) {
        json.skipChildren();
        return null;
      }
      return Timestamps.parse(json.getString()).orElse(null);
    }
  }

  /// Jackson's own reader gives up the whole payload for a number that is too large.
  private static final class IntegerReader extends StdDeserializer<Integer> {

    private static final BigDecimal MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    IntegerReader() {
      super(Integer.class);
    }

    @Override
    public @Nullable Integer deserialize(JsonParser json, DeserializationContext context) {
      return switch (json.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> inRange(json.getDecimalValue());
        case VALUE_STRING -> parse(json.getString().strip());
        default -> {
          json.skipChildren();
          yield null;
        }
      };
    }

    private static @Nullable Integer inRange(BigDecimal number) {
      return number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0 ? null : number.intValue();
    }

    private static @Nullable Integer parse(String text) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException _) {
        // The JDK has no other way to say that a text is no number.
        return null;
      }
    }
  }
}
