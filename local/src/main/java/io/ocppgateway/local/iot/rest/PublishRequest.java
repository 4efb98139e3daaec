package io.ocppgateway.local.iot.rest;

import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.message.PublishProperties;
import io.ocppgateway.local.iot.message.UserProperty;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the operation Publish, with its MQTT 5 properties in parameters and headers.
///
/// @see "AWS IoT data plane API reference: Publish"
final class PublishRequest {

  private static final String CORRELATION_DATA = "x-amz-mqtt5-correlation-data";
  private static final String FORMAT = "x-amz-mqtt5-payload-format-indicator";
  private static final String USER_PROPERTIES = "x-amz-mqtt5-user-properties";

  private PublishRequest() {}

  /// @throws io.ocppgateway.local.aws.AwsFault if a parameter or header is not allowed
  static Publish read(AwsRequest request, String topic, Instant now) {
    int qos = JsonBody.number(request, "qos").orElse(0);
    if (qos > 1) {
      throw JsonBody.invalid("qos must be 0 or 1, was %d".formatted(qos));
    }
    return new Publish(
        topic,
        request.body(),
        qos,
        retain(request),
        properties(request),
        Publish.NO_CLIENT,
        request.principal(),
        now);
  }

  /// Whether the message is to stay for later subscribers.
  static boolean retain(AwsRequest request) {
    return request.parameter("retain").map(Boolean::valueOf).orElse(false);
  }

  private static PublishProperties properties(AwsRequest request) {
    return new PublishProperties(
        request.header(USER_PROPERTIES).map(PublishRequest::userProperties).orElse(List.of()),
        request.parameter("contentType").orElse(null),
        request.parameter("responseTopic").orElse(null),
        request
            .header(CORRELATION_DATA)
            .map(text -> Buffer.buffer(decoded(CORRELATION_DATA, text)))
            .orElse(null),
        format(request),
        JsonBody.number(request, "messageExpiry").map(Duration::ofSeconds).orElse(null));
  }

  private static @Nullable Integer format(AwsRequest request) {
    return request
        .header(FORMAT)
        .map(text ->
            switch (text) {
              case "UTF8_DATA" -> 1;
              case "UNSPECIFIED_BYTES" -> 0;
              default ->
                  throw JsonBody.invalid(
                      "%s must be UTF8_DATA or UNSPECIFIED_BYTES, was '%s'"
                          .formatted(FORMAT, text));
            })
        .orElse(null);
  }

  /// `[{"name":"value"},…]` in base64.
  private static List<UserProperty> userProperties(String base64) {
    List<UserProperty> properties = new ArrayList<>();
    try {
      for (JsonNode one : JsonMapper.shared().readTree(decoded(USER_PROPERTIES, base64))) {
        for (Map.Entry<String, JsonNode> entry : one.properties()) {
          properties.add(new UserProperty(entry.getKey(), entry.getValue().asString()));
        }
      }
    } catch (JacksonException e) {
      throw JsonBody.invalid(
          "%s must be a JSON array of objects in base64: %s"
              .formatted(USER_PROPERTIES, e.getOriginalMessage()));
    }
    return properties;
  }

  private static byte[] decoded(String header, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalid("%s must be base64: %s".formatted(header, e.getMessage()));
    }
  }
}
