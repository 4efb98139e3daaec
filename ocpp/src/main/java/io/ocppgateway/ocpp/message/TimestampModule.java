package io.ocppgateway.ocpp.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Gives Jackson the timestamps of OCPP.
final class TimestampModule extends SimpleModule {

  TimestampModule() {
    super("ocpp-timestamps");
    addSerializer(new Writer());
    addDeserializer(Instant.class, new Reader());
  }

  private static final class Writer extends StdSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
      json.writeString(Timestamps.format(time));
    }
  }

  private static final class Reader extends StdDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    /// Null where the text is no time, like any other field that cannot be read.
    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
      if (!json.currentToken().isScalarValue()) {
        json.skipChildren();
        return null;
      }
      return Timestamps.parse(json.getString()).orElse(null);
    }
  }
}
