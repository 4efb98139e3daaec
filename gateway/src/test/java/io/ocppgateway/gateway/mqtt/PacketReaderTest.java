package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.gateway.mqtt.packet.PacketListener;
import io.ocppgateway.gateway.mqtt.packet.PacketProperties;
import io.ocppgateway.gateway.mqtt.packet.PacketReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read is written by Netty's encoder, where that can write it.
final class PacketReaderTest {

  private final Heard heard = new Heard();

  @Test
  void whatABrokerAcceptsIsRead() {
    MqttProperties properties = new MqttProperties();
    properties.add(new StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, "CP1"));
    properties.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 100));
    properties.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 149_504));
    properties.add(new IntegerProperty(MqttProperties.SERVER_KEEP_ALIVE, 30));

    read(
        NettyMqtt.encode(
            MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .properties(properties)
                .build()));

    assertThat(heard.events)
        .containsExactly("CONNACK 0, receive maximum 100, maximum packet 149504, keep-alive 30");
  }

  @Test
  void aBrokerOfAnEarlierMqttIsUnderstoodToRefuse() {
    read(bytes("20020001"));

    assertThat(heard.events)
        .containsExactly("CONNACK 1, receive maximum -1, maximum packet -1, keep-alive -1");
  }

  @Test
  void aSubscriptionAndItsEndAreRead() {
    read(
        NettyMqtt.encode(
            MqttMessageBuilders.subAck().packetId(1).addGrantedQos(MqttQoS.AT_LEAST_ONCE).build()),
        NettyMqtt.encode(
            MqttMessageBuilders.unsubAck().packetId(2).addReasonCode((short) 0).build()));

    assertThat(heard.events).containsExactly("SUBACK 1", "UNSUBACK");
  }

  /// The numbers of bytes at which the length of a packet takes another byte lie between these.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 90, 130, 400, 16_300, 16_400, 131_072})
  void aMessageIsRead(int bytes) {
    MqttProperties properties = new MqttProperties();
    properties.add(new UserProperty("why", "because"));
    properties.add(new IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 60));
    String text = "x".repeat(bytes);

    read(
        NettyMqtt.encode(message(MqttQoS.AT_MOST_ONCE, 0, false, properties, text)),
        NettyMqtt.encode(message(MqttQoS.AT_LEAST_ONCE, 7, true, properties, text)));

    assertThat(heard.events)
        .containsExactly(
            "PUBLISH QoS 0, expiry 60: " + text, "PUBLISH QoS 1, id 7 again, expiry 60: " + text);
  }

  @Test
  void anAcknowledgementIsReadWithAndWithoutAReason() {
    read(bytes("40020005"), bytes("4003000597"), bytes("400400059700"));

    assertThat(heard.events).containsExactly("PUBACK 5, 0", "PUBACK 5, 151", "PUBACK 5, 151");
  }

  @Test
  void aGoodbyeIsReadWithAndWithoutAReason() {
    read(bytes("E000"), bytes("E0018E"), bytes("E0028E00"));

    assertThat(heard.events).containsExactly("DISCONNECT 0", "DISCONNECT 142", "DISCONNECT 142");
  }

  @Test
  void aPacketThatIsNotAllThereWaitsForTheRest() {
    ByteBuf whole =
        NettyMqtt.encode(
            message(MqttQoS.AT_LEAST_ONCE, 7, false, MqttProperties.NO_PROPERTIES, "frame"));
    ByteBuf in = Unpooled.buffer();

    while (whole.isReadable()) {
      assertThat(heard.events).isEmpty();
      in.writeByte(whole.readByte());
      PacketReader.read(in, heard);
    }

    assertThat(heard.events).containsExactly("PUBLISH QoS 1, id 7, expiry -1: frame");
    assertThat(in.isReadable()).isFalse();
    whole.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3000", // no topic
        "3003000061", // no properties are an empty list, but "a" is not the length of any
        "320400016100", // half a packet id
        "3206000161000000", // the packet id 0
        "340600016100070000", // QoS 2
        "310600016102FF00", // no such property
        "30080001610402000000", // an expiry of three bytes
        "F000", // AUTH, which we did not begin
        "100C00044D51545405020000000000", // a CONNECT
      })
  void whatNoBrokerSendsIsRefused(String packet) {
    ByteBuf in = bytes(packet);

    assertThatThrownBy(() -> PacketReader.read(in, heard))
        .isInstanceOfAny(CorruptedFrameException.class, IndexOutOfBoundsException.class);
  }

  @Test
  void aPacketTooLongIsRefusedBeforeItIsThere() {
    assertThatThrownBy(() -> PacketReader.read(bytes("30FFFF7F"), heard))
        .isInstanceOf(TooLongFrameException.class);
    assertThatThrownBy(() -> PacketReader.read(bytes("3080808080"), heard))
        .isInstanceOf(CorruptedFrameException.class);
  }

  @Property(tries = 2000)
  void anyBytesAreReadWaitedForOrRefused(@ForAll @Size(max = 64) byte[] any) {
    ByteBuf in = Unpooled.wrappedBuffer(any);

    try {
      int before;
      do {
        before = in.readerIndex();
        PacketReader.read(in, heard);
      } while (in.readerIndex() != before);
    } catch (DecoderException | IndexOutOfBoundsException _) {
      // Refused.
    }

    assertThat(in.refCnt()).isOne();
  }

  private void read(ByteBuf... packets) {
    ByteBuf in = Unpooled.wrappedBuffer(packets);
    while (in.isReadable()) {
      int before = in.readerIndex();
      PacketReader.read(in, heard);
      assertThat(in.readerIndex()).isGreaterThan(before);
    }
    in.release();
  }

  private static MqttMessage message(
      MqttQoS qos, int packetId, boolean again, MqttProperties properties, String text) {
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, again, qos, false, 0),
        new MqttPublishVariableHeader("CP1/out", packetId, properties),
        Unpooled.copiedBuffer(text, UTF_8));
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }

  /// Remembers what it is told.
  private static final class Heard implements PacketListener {

    final List<String> events = new ArrayList<>();

    @Override
    public void onConnectAcknowledged(int reasonCode, ByteBuf properties) {
      events.add(
          "CONNACK %d, receive maximum %d, maximum packet %d, keep-alive %d"
              .formatted(
                  reasonCode,
                  PacketProperties.number(properties, PacketProperties.RECEIVE_MAXIMUM, -1),
                  PacketProperties.number(properties, PacketProperties.MAXIMUM_PACKET_BYTES, -1),
                  PacketProperties.number(
                      properties, PacketProperties.SERVER_KEEP_ALIVE_SECONDS, -1)));
    }

    @Override
    public void onSubscribed(int reasonCode) {
      events.add("SUBACK " + reasonCode);
    }

    @Override
    public void onUnsubscribed() {
      events.add("UNSUBACK");
    }

    @Override
    public void onMessage(ByteBuf properties, ByteBuf payload) {
      events.add("PUBLISH QoS 0, " + expiry(properties) + ": " + payload.toString(UTF_8));
    }

    @Override
    public void onMessage(int packetId, boolean again, ByteBuf properties, ByteBuf payload) {
      events.add(
          "PUBLISH QoS 1, id %d%s, %s: %s"
              .formatted(
                  packetId, again ? " again" : "", expiry(properties), payload.toString(UTF_8)));
    }

    @Override
    public void onPublishAcknowledged(int packetId, int reasonCode) {
      events.add("PUBACK " + packetId + ", " + reasonCode);
    }

    @Override
    public void onDisconnect(int reasonCode) {
      events.add("DISCONNECT " + reasonCode);
    }

    private static String expiry(ByteBuf properties) {
      return "expiry "
          + PacketProperties.number(properties, PacketProperties.MESSAGE_EXPIRY_SECONDS, -1);
    }
  }
}
