package io.ocppgateway.local.iot.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.broker.ConnectRequest;
import io.ocppgateway.local.iot.broker.Limits;
import io.ocppgateway.local.iot.broker.TopicRules;
import io.ocppgateway.local.iot.message.Publish;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a CONNECT packet says, and the CONNACK that answers it.
///
/// @param clientId as the client gave it, or the one that it is given because it gave none
/// @param assigned whether the client gave none
/// @param keepAliveSeconds the interval that is kept, which may be other than the client's
/// @param version5 whether the client speaks MQTT 5
record ConnectPacket(
    MqttConnectMessage packet,
    String clientId,
    boolean assigned,
    int keepAliveSeconds,
    boolean version5) {

  /// What ids that IoT Core gives start with.
  private static final String ASSIGNED_PREFIX = "$GEN/";

  static ConnectPacket of(MqttConnectMessage packet) {
    String given = packet.payload().clientIdentifier();
    boolean assigned = given == null || given.isEmpty();
    int wished = packet.variableHeader().keepAliveTimeSeconds();
    return new ConnectPacket(
        packet,
        assigned ? ASSIGNED_PREFIX + UUID.randomUUID() : given,
        assigned,
        wished == 0 || wished > Limits.MAX_KEEP_ALIVE_SECONDS
            ? Limits.MAX_KEEP_ALIVE_SECONDS
            : wished,
        packet.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel());
  }

  /// Whether IoT Core takes the client id: at most 128 bytes, and ids with $ are its own.
  boolean isClientIdAllowed() {
    return assigned
        || (!clientId.startsWith("$")
            && clientId.getBytes(UTF_8).length <= Limits.MAX_CLIENT_ID_BYTES);
  }

  /// Why the will could not be published, empty if it could or there is none.
  Optional<String> willFault() {
    String topic = willTopic();
    if (topic == null) {
      return Optional.empty();
    }
    int bytes = willPayload().length();
    int qos = packet.variableHeader().willQos();
    if (qos > 1 || bytes > Limits.MAX_PAYLOAD_BYTES) {
      return Optional.of(
          "will of QoS %d and %d bytes; allowed are QoS 0 and 1 and %d bytes"
              .formatted(qos, bytes, Limits.MAX_PAYLOAD_BYTES));
    }
    return TopicRules.publishFault(topic);
  }

  ConnectRequest request(Principal principal, String ipAddress, Instant now) {
    MqttProperties properties = packet.variableHeader().properties();
    Integer receiveMaximum = PublishCodec.number(properties, MqttProperties.RECEIVE_MAXIMUM);
    Integer willDelay =
        PublishCodec.number(packet.payload().willProperties(), MqttProperties.WILL_DELAY_INTERVAL);
    return new ConnectRequest(
        clientId,
        packet.variableHeader().isCleanSession(),
        sessionExpiry(),
        receiveMaximum == null ? Limits.MAX_IN_FLIGHT : receiveMaximum,
        will(principal, now),
        seconds(willDelay),
        principal,
        ipAddress);
  }

  /// The CONNACK of a connection that is accepted.
  MqttConnAckMessage accepted(boolean sessionPresent) {
    MqttMessageBuilders.ConnAckBuilder answer =
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(sessionPresent);
    if (version5) {
      answer.properties(capabilities());
    }
    return answer.build();
  }

  /// The CONNACK of a connection that no policy allows.
  MqttConnAckMessage notAuthorized() {
    return MqttMessageBuilders.connAck()
        .returnCode(
            version5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED)
        .build();
  }

  /// The CONNACK of a connection whose client id is not allowed.
  MqttConnAckMessage clientIdRefused() {
    return MqttMessageBuilders.connAck()
        .returnCode(
            version5
                ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED)
        .build();
  }

  private MqttProperties capabilities() {
    MqttProperties properties = new MqttProperties();
    number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, (int) sessionExpiry().toSeconds());
    number(properties, MqttProperties.RECEIVE_MAXIMUM, Limits.MAX_IN_FLIGHT);
    number(properties, MqttProperties.MAXIMUM_QOS, 1);
    number(properties, MqttProperties.RETAIN_AVAILABLE, 1);
    number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, Limits.MAX_PACKET_BYTES);
    number(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, Limits.MAX_TOPIC_ALIASES);
    number(properties, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 1);
    number(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
    number(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
    if (keepAliveSeconds != packet.variableHeader().keepAliveTimeSeconds()) {
      number(properties, MqttProperties.SERVER_KEEP_ALIVE, keepAliveSeconds);
    }
    if (assigned) {
      properties.add(
          new MqttProperties.StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, clientId));
    }
    return properties;
  }

  private Duration sessionExpiry() {
    Duration wished;
    if (version5) {
      wished =
          seconds(
              PublishCodec.number(
                  packet.variableHeader().properties(), MqttProperties.SESSION_EXPIRY_INTERVAL));
    } else {
      wished = packet.variableHeader().isCleanSession() ? Duration.ZERO : Limits.MAX_SESSION_EXPIRY;
    }
    return wished.compareTo(Limits.MAX_SESSION_EXPIRY) > 0 ? Limits.MAX_SESSION_EXPIRY : wished;
  }

  private @Nullable Publish will(Principal principal, Instant now) {
    String topic = willTopic();
    if (topic == null) {
      return null;
    }
    return new Publish(
        topic,
        willPayload(),
        packet.variableHeader().willQos(),
        packet.variableHeader().isWillRetain(),
        PublishCodec.properties(packet.payload().willProperties()),
        clientId,
        principal,
        now);
  }

  private @Nullable String willTopic() {
    return packet.variableHeader().isWillFlag() ? packet.payload().willTopic() : null;
  }

  private Buffer willPayload() {
    byte[] payload = packet.payload().willMessageInBytes();
    return payload == null ? Buffer.buffer() : Buffer.buffer(payload);
  }

  private static void number(MqttProperties properties, int id, int value) {
    properties.add(new MqttProperties.IntegerProperty(id, value));
  }

  private static Duration seconds(@Nullable Integer unsigned) {
    return unsigned == null ? Duration.ZERO : Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
  }
}
