package io.ocppgateway.local.iot.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.local.iot.broker.Delivery;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.message.PublishProperties;
import io.ocppgateway.local.iot.message.UserProperty;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Between a PUBLISH packet and a [Publish].
final class PublishCodec {

  private PublishCodec() {}

  /// Copies the bytes of a payload out of Netty's memory.
  static Buffer copy(ByteBuf payload) {
    return Buffer.buffer(ByteBufUtil.getBytes(payload));
  }

  /// The properties of a PUBLISH or a will.
  static PublishProperties properties(MqttProperties properties) {
    if (properties.isEmpty()) {
      return PublishProperties.NONE;
    }
    List<UserProperty> user = new ArrayList<>();
    for (MqttProperties.MqttProperty<?> property :
        properties.getProperties(MqttProperties.USER_PROPERTY)) {
      if (property.value() instanceof MqttProperties.StringPair pair) {
        user.add(new UserProperty(pair.key, pair.value));
      }
    }
    Integer expirySeconds = number(properties, MqttProperties.PUBLICATION_EXPIRY_INTERVAL);
    return new PublishProperties(
        user,
        text(properties, MqttProperties.CONTENT_TYPE),
        text(properties, MqttProperties.RESPONSE_TOPIC),
        bytes(properties, MqttProperties.CORRELATION_DATA),
        number(properties, MqttProperties.PAYLOAD_FORMAT_INDICATOR),
        expirySeconds == null ? null : Duration.ofSeconds(Integer.toUnsignedLong(expirySeconds)));
  }

  /// The packet for one receiver. MQTT 3.1.1's encoder leaves the properties out.
  static MqttPublishMessage packet(Publish message, Delivery how) {
    MqttFixedHeader header =
        new MqttFixedHeader(
            MqttMessageType.PUBLISH, how.duplicate(), MqttQoS.valueOf(how.qos()), how.retain(), 0);
    return new MqttPublishMessage(
        header,
        new MqttPublishVariableHeader(
            message.topic(), how.packetId(), properties(message.properties(), how)),
        Unpooled.wrappedBuffer(message.payload().getBytes()));
  }

  /// The value of a property that is a number, `null` if it is not there.
  static @Nullable Integer number(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.IntegerProperty property
        ? property.value()
        : null;
  }

  private static @Nullable String text(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.StringProperty property
        ? property.value()
        : null;
  }

  private static @Nullable Buffer bytes(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.BinaryProperty property
        ? Buffer.buffer(property.value())
        : null;
  }

  private static MqttProperties properties(PublishProperties from, Delivery how) {
    MqttProperties to = new MqttProperties();
    String contentType = from.contentType();
    if (contentType != null) {
      to.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, contentType));
    }
    String responseTopic = from.responseTopic();
    if (responseTopic != null) {
      to.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, responseTopic));
    }
    Buffer correlationData = from.correlationData();
    if (correlationData != null) {
      to.add(
          new MqttProperties.BinaryProperty(
              MqttProperties.CORRELATION_DATA, correlationData.getBytes()));
    }
    Integer format = from.payloadFormatIndicator();
    if (format != null) {
      to.add(new MqttProperties.IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, format));
    }
    how.expirySeconds()
        .ifPresent(seconds ->
            to.add(
                new MqttProperties.IntegerProperty(
                    MqttProperties.PUBLICATION_EXPIRY_INTERVAL, (int) seconds)));
    from.userProperties()
        .forEach(user -> to.add(new MqttProperties.UserProperty(user.name(), user.value())));
    return to;
  }
}
