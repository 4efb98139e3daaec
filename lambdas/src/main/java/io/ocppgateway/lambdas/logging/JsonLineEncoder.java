package io.ocppgateway.lambdas.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One log event as one line of flat JSON, the keys beside the message, so that CloudWatch Logs
/// Insights finds them by name: `filter chargePointId = "CP1" and outcome = "REFUSED"`.
///
/// Logback's own JSON encoder nests the keys in an array, where Insights has no names for them.
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

  private static final byte[] NOTHING = {};

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
      generator.writeStartObject();
      generator.writeStringProperty("timestamp", event.getInstant().toString());
      generator.writeStringProperty("level", event.getLevel().toString());
      generator.writeStringProperty("message", event.getFormattedMessage());
      writeKeys(generator, event);
      generator.writeStringProperty("logger", event.getLoggerName());
      if (event.getThrowableProxy() != null) {
        generator.writeStringProperty(
            "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      generator.writeEndObject();
    }
    line.writeBytes(System.lineSeparator().getBytes(UTF_8));
    return line.toByteArray();
  }

  private static void writeKeys(JsonGenerator generator, ILoggingEvent event) {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      switch (pair.value) {
        case null -> {}
        case Integer number -> generator.writeNumberProperty(pair.key, number);
        case Long number -> generator.writeNumberProperty(pair.key, number);
        case Object value -> generator.writeStringProperty(pair.key, value.toString());
      }
    }
  }
}
