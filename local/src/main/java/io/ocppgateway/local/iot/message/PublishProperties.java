package io.ocppgateway.local.iot.message;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The MQTT 5 properties of a message. `null` is a property that the publisher did not set.
///
/// @param userProperties in the publisher's order
/// @param contentType what the payload is, for people and rules
/// @param responseTopic where an answer is expected
/// @param correlationData what an answer carries back
/// @param payloadFormatIndicator 1 where the publisher says that the payload is UTF-8
/// @param messageExpiry how long after its arrival the message is worth delivering
public record PublishProperties(
    List<UserProperty> userProperties,
    @Nullable String contentType,
    @Nullable String responseTopic,
    @Nullable Buffer correlationData,
    @Nullable Integer payloadFormatIndicator,
    @Nullable Duration messageExpiry) {

  /// No property at all.
  public static final PublishProperties NONE =
      new PublishProperties(List.of(), null, null, null, null, null);

  /// Copies the list.
  public PublishProperties {
    userProperties = List.copyOf(userProperties);
  }

  /// These user properties and no other property.
  public static PublishProperties of(List<UserProperty> userProperties) {
    return new PublishProperties(userProperties, null, null, null, null, null);
  }

  /// The values of the user properties of this name, in the publisher's order.
  public List<String> userProperty(String name) {
    return userProperties.stream()
        .filter(property -> property.name().equals(name))
        .map(UserProperty::value)
        .toList();
  }
}
