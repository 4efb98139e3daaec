package io.ocppgateway.local.iot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.aws.SignedUrls;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.iot.LocalIot.Inbox;
import io.ocppgateway.local.iot.message.Publish;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class WebSocketIT {

  private final LocalIot iot = new LocalIot();
  private final AccessKey key = iot.principals.issue(TestRoles.anybody("gateway"));

  @AfterEach
  void close() {
    iot.close();
  }

  @Test
  void signedClientSendsAndReceivesAsItsPrincipal() throws InterruptedException {
    BlockingQueue<Publish> seen = new LinkedBlockingQueue<>();
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "CP1/in");
    iot.core.onPublish(message -> {
      if (message.topic().equals("CP1/in")) {
        seen.add(message);
      }
    });
    Mqtt5BlockingClient client = connect("CP1");

    client
        .publishWith()
        .topic("CP1/in")
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload("x".repeat(100_000).getBytes(UTF_8))
        .send();

    assertThat(inbox.nextText()).hasSize(100_000);
    assertThat(seen.poll(30, TimeUnit.SECONDS).principal()).isEqualTo(key.principal());
  }

  @Test
  void takeoverReachesAcrossTcpAndWebSocket() throws InterruptedException {
    Inbox presence =
        iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/events/presence/connected/CP1");
    connect("CP1");

    iot.connect("CP1");

    assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER);
    JsonNode first = JsonMapper.shared().readTree(presence.nextText());
    assertThat(first.path("principalIdentifier").asString()).matches("AROA[0-9A-F]{17}:gateway");
  }

  @Test
  void signedUpgradeIsAccepted() throws IOException {
    assertThat(upgrade(query())).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void wrongSignatureIs403BeforeTheUpgrade() throws IOException {
    String query = query();
    int at = query.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length();
    char flipped = query.charAt(at) == '0' ? '1' : '0';

    String answer = upgrade(query.substring(0, at) + flipped + query.substring(at + 1));

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("SignatureDoesNotMatch");
  }

  @Test
  void unsignedUpgradeIs403() throws IOException {
    assertThat(upgrade("")).startsWith("HTTP/1.1 403 ").contains("MissingAuthenticationToken");
  }

  @Test
  void unknownKeyIs403() throws IOException {
    AccessKey unknown = new AccessKey("ASIAUNKNOWN", "secret", "", TestRoles.anybody("nobody"));

    String answer = upgrade(SignedUrls.query(unknown, "iotdevicegateway", uri(), iot.clock));

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("InvalidClientTokenId");
  }

  @Test
  void expiredSignatureIs403() throws IOException {
    String query = query();
    iot.clock.advance(Duration.ofMinutes(6));

    assertThat(upgrade(query)).startsWith("HTTP/1.1 403 ").contains("ExpiredToken");
  }

  @Test
  void otherPathIs404() throws IOException {
    assertThat(request("/other?" + query())).startsWith("HTTP/1.1 404 ");
  }

  private Mqtt5BlockingClient connect(String clientId) {
    Mqtt5BlockingClient client = iot.signed(clientId, key);
    client.connect();
    return client;
  }

  private String query() {
    return SignedUrls.query(key, "iotdevicegateway", uri(), iot.clock);
  }

  private URI uri() {
    return URI.create("http://%s:%d/mqtt".formatted(LocalIot.HOST, iot.core.webSocketPort()));
  }

  private String upgrade(String query) throws IOException {
    return request("/mqtt?" + query);
  }

  /// The answer's head and what follows it at once.
  private String request(String target) throws IOException {
    try (Socket socket = new Socket(LocalIot.HOST, iot.core.webSocketPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              """
              GET %s HTTP/1.1\r
              Host: %s:%d\r
              Connection: Upgrade\r
              Upgrade: websocket\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              Sec-WebSocket-Protocol: mqtt\r
              \r
              """
                  .formatted(target, LocalIot.HOST, iot.core.webSocketPort())
                  .getBytes(UTF_8));
      byte[] answer = new byte[4096];
      return new String(answer, 0, socket.getInputStream().read(answer), UTF_8);
    }
  }
}
