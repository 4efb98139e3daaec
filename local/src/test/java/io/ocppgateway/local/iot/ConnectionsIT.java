package io.ocppgateway.local.iot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.iot.LocalIot.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class ConnectionsIT {

  private static final int LIMIT = 128 * 1024;

  private final LocalIot iot = new LocalIot();

  @AfterEach
  void close() {
    iot.close();
  }

  @Test
  void capabilitiesAreThoseOfIotCore() {
    Mqtt5BlockingClient client = iot.own(iot.builder("CP1").buildAsync()).toBlocking();

    Mqtt5ConnAck answer = client.connectWith().keepAlive(0).send();

    assertThat(answer.getRestrictions().getMaximumQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
    assertThat(answer.getRestrictions().getReceiveMaximum()).isEqualTo(100);
    assertThat(answer.getRestrictions().getMaximumPacketSize()).isEqualTo(149_504);
    assertThat(answer.getRestrictions().areSubscriptionIdentifiersAvailable()).isFalse();
    assertThat(answer.getServerKeepAlive()).hasValue(1200);
  }

  @Test
  void secondConnectionTakesOver() throws InterruptedException {
    Inbox presence = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/events/presence/+/CP1");
    iot.connect("CP1");
    Mqtt5BlockingClient second = iot.own(other("CP1")).toBlocking();

    second.connect();

    assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER);
    JsonNode firstCame = json(presence);
    JsonNode firstWent = json(presence);
    JsonNode secondCame = json(presence);
    assertThat(firstWent.path("disconnectReason").asString()).isEqualTo("DUPLICATE_CLIENTID");
    assertThat(firstWent.path("sessionIdentifier")).isEqualTo(firstCame.path("sessionIdentifier"));
    assertThat(firstWent.path("versionNumber")).isEqualTo(firstCame.path("versionNumber"));
    assertThat(secondCame.path("versionNumber").asLong())
        .isGreaterThan(firstCame.path("versionNumber").asLong());
    assertThat(secondCame.path("sessionIdentifier"))
        .isNotEqualTo(firstCame.path("sessionIdentifier"));
    assertThat(second.getState().isConnected()).isTrue();
  }

  @Test
  void presenceEventsSayWhoCameAndHowTheyWent() throws InterruptedException {
    Inbox presence = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/events/presence/#");

    iot.connect("CP1").disconnect();

    JsonNode came = json(presence);
    assertThat(came.propertyNames())
        .containsExactlyInAnyOrder(
            "clientId",
            "timestamp",
            "eventType",
            "sessionIdentifier",
            "principalIdentifier",
            "ipAddress",
            "versionNumber");
    assertThat(came.path("clientId").asString()).isEqualTo("CP1");
    assertThat(came.path("eventType").asString()).isEqualTo("connected");
    assertThat(came.path("ipAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(came.path("timestamp").asLong()).isPositive();
    JsonNode went = json(presence);
    assertThat(went.path("eventType").asString()).isEqualTo("disconnected");
    assertThat(went.path("clientInitiatedDisconnect").asBoolean()).isTrue();
    assertThat(went.path("disconnectReason").asString()).isEqualTo("CLIENT_INITIATED_DISCONNECT");
  }

  @Test
  void payloadOf128KilobytesPassesAndOneByteMoreEndsTheConnection() throws InterruptedException {
    Inbox inbox =
        iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "big", "$aws/events/presence/disconnected/CP1");
    Mqtt5BlockingClient sender = iot.connect("CP1");

    sender.publishWith().topic("big").payload(new byte[LIMIT]).send();
    sender.publishWith().topic("big").payload(new byte[LIMIT + 1]).send();

    assertThat(inbox.next().getPayloadAsBytes()).hasSize(LIMIT);
    assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE);
    assertThat(json(inbox).path("disconnectReason").asString()).isEqualTo("CLIENT_ERROR");
  }

  @Test
  void packetAboveTheLimitEndsTheConnectionUnread() throws Exception {
    try (Socket socket = rawConnect("10")) {
      // The head of a PUBLISH with a remaining length of 200,000 bytes.
      socket.getOutputStream().write(HexFormat.of().parseHex("30c09a0c"));
      socket.getOutputStream().flush();

      assertThat(socket.getInputStream().readNBytes(4)).startsWith(0xE0, 0x02, 0x95);
    }
  }

  @Test
  void publishOnAReservedTopicEndsTheConnection() throws InterruptedException {
    Mqtt5BlockingClient client = iot.connect("CP1");

    client.toAsync().publishWith().topic("$aws/events/presence/connected/CP2").send();

    assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.TOPIC_NAME_INVALID);
  }

  @Test
  void clientIdAbove128BytesIsRefused() {
    iot.connect("x".repeat(128));

    assertThatThrownBy(() -> iot.connect("x".repeat(129)))
        .isInstanceOfSatisfying(
            Mqtt5ConnAckException.class,
            e ->
                assertThat(e.getMqttMessage().getReasonCode())
                    .isEqualTo(Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID));
  }

  @Test
  void willIsPublishedWhereTheSocketClosesWithoutFarewell() throws Exception {
    Inbox inbox =
        iot.inbox(
            "watcher", MqttQos.AT_LEAST_ONCE, "wills", "$aws/events/presence/disconnected/raw");
    // CONNECT of "raw", MQTT 3.1.1, clean session, will "gone" on "wills" with QoS 0.
    Socket socket = new Socket(LocalIot.HOST, iot.core.mqttPort());
    socket
        .getOutputStream()
        .write(
            HexFormat.of()
                .parseHex(
                    "101c"
                        + "00044d5154540406003c"
                        + "0003726177"
                        + "000577696c6c73"
                        + "0004676f6e65"));
    assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0);

    socket.close();

    assertThat(json(inbox).path("disconnectReason").asString()).isEqualTo("CONNECTION_LOST");
    assertThat(inbox.nextText()).isEqualTo("gone");
  }

  @Test
  void silenceForOneAndAHalfKeepAlivesEndsTheConnection() throws Exception {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/events/presence/+/raw");
    try (Socket socket = rawConnect("01")) {
      json(inbox); // connected

      // DISCONNECT with reason 0x8D, then the end of the stream.
      assertThat(socket.getInputStream().readAllBytes()).startsWith(0xE0, 0x02, 0x8D);
      assertThat(json(inbox).path("disconnectReason").asString())
          .isEqualTo("MQTT_KEEP_ALIVE_TIMEOUT");
    }
  }

  @Test
  void qos2EndsTheConnection() throws Exception {
    try (Socket socket = rawConnect("3c")) {
      // PUBLISH with QoS 2, packet id 1, on topic "a".
      socket.getOutputStream().write(HexFormat.of().parseHex("3406" + "000161" + "0001" + "00"));

      assertThat(socket.getInputStream().readAllBytes()).startsWith(0xE0, 0x02, 0x9B);
    }
  }

  @Test
  void brokenBytesEndOnlyTheirOwnConnection() throws Exception {
    Mqtt5BlockingClient other = iot.connect("other");
    try (Socket socket = new Socket(LocalIot.HOST, iot.core.mqttPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(other.getState().isConnected()).isTrue();
    other.publishWith().topic("a").qos(MqttQos.AT_LEAST_ONCE).send();
  }

  @Test
  void takenPortIsNamedWithItsOption() {
    IotConfig config =
        new IotConfig(
            LocalIot.HOST, iot.core.mqttPort(), 0, "eu-central-1", "000000000000", "x", null);

    assertThatThrownBy(() ->
            IotCore.start(
                config, iot.principals, new AccessControl(), Clock.systemUTC(), iot.meter))
        .isInstanceOf(PortTakenException.class)
        .hasMessageContaining(Integer.toString(iot.core.mqttPort()))
        .hasMessageContaining("--mqtt-port");
  }

  /// A second client object of the same id, whose end nobody waits for.
  private Mqtt5AsyncClient other(String clientId) {
    return Mqtt5Client.builder()
        .identifier(clientId)
        .serverHost(LocalIot.HOST)
        .serverPort(iot.core.mqttPort())
        .buildAsync();
  }

  /// A raw MQTT 5 connection of the client "raw" that the broker accepted.
  ///
  /// @param keepAlive seconds in two hexadecimal digits
  private Socket rawConnect(String keepAlive) throws IOException {
    Socket socket = new Socket(LocalIot.HOST, iot.core.mqttPort());
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            HexFormat.of()
                .parseHex("1010" + "00044d5154540502" + "00" + keepAlive + "00" + "0003726177"));
    InputStream in = socket.getInputStream();
    assertThat(in.read()).isEqualTo(0x20);
    in.readNBytes(in.read());
    return socket;
  }

  private static JsonNode json(Inbox inbox) throws InterruptedException {
    return JsonMapper.shared().readTree(inbox.next().getPayloadAsBytes());
  }
}
