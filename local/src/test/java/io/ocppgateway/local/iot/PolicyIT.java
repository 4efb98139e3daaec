package io.ocppgateway.local.iot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.iot.LocalIot.Inbox;
import io.ocppgateway.local.usage.DropReason;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the policies of its role allow an MQTT client, and how it is told what they do not.
class PolicyIT {

  private static final String ARN = "arn:aws:iot:eu-central-1:000000000000:";
  private static final String LITTLE =
      """
      {"Effect": "Allow", "Action": "iot:Connect", "Resource": "%1$sclient/CP*"},
      {"Effect": "Allow", "Action": "iot:Publish", "Resource": "%1$stopic/*/in"},
      {"Effect": "Allow", "Action": "iot:Subscribe",
       "Resource": ["%1$stopicfilter/*/out", "%1$stopicfilter/quiet"]},
      {"Effect": "Allow", "Action": "iot:Receive", "Resource": "%1$stopic/*/out"}
      """
          .formatted(ARN);

  private final LocalIot iot = new LocalIot();
  private final AccessKey key = iot.principals.issue(TestRoles.session("Little", LITTLE));

  @AfterEach
  void close() {
    iot.close();
  }

  private Mqtt5BlockingClient connected(String clientId) {
    Mqtt5BlockingClient client = iot.signed(clientId, key);
    client.connect();
    return client;
  }

  private static void publish(Mqtt5BlockingClient client, String topic) {
    client.publishWith().topic(topic).payload("hello".getBytes(UTF_8)).send();
  }

  @Test
  void aClientDoesWhatItsRoleAllows() throws InterruptedException {
    Inbox operator = iot.inbox("operator", MqttQos.AT_LEAST_ONCE, "CP1/in");
    Mqtt5BlockingClient client = connected("CP1");
    Inbox inbox = new Inbox(client);
    client
        .toAsync()
        .subscribeWith()
        .topicFilter("CP1/out")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(inbox.received()::add)
        .send()
        .join();

    publish(client, "CP1/in");
    publish(operator.client(), "CP1/out");

    assertThat(operator.nextText()).isEqualTo("hello");
    assertThat(inbox.nextText()).isEqualTo("hello");
  }

  @Test
  void aClientIdThatIsNotAllowedIsRefusedAtOnce() {
    Mqtt5BlockingClient client = iot.signed("other", key);

    assertThatThrownBy(client::connect)
        .isInstanceOfSatisfying(
            Mqtt5ConnAckException.class,
            refusal ->
                assertThat(refusal.getMqttMessage().getReasonCode())
                    .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
  }

  @Test
  void aPublishThatIsNotAllowedEndsTheConnection() throws InterruptedException {
    Inbox operator =
        iot.inbox(
            "operator", MqttQos.AT_LEAST_ONCE, "CP1/out", "$aws/events/presence/disconnected/CP1");
    Mqtt5BlockingClient client = connected("CP1");

    publish(client, "CP1/out");

    assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.NOT_AUTHORIZED);
    String event = operator.nextText();
    assertThat(JsonMapper.shared().readTree(event).path("disconnectReason").asString())
        .isEqualTo("AUTH_ERROR");
  }

  @Test
  void aSubscriptionThatIsNotAllowedIsRefusedAndTheConnectionStays() {
    Mqtt5BlockingClient client = connected("CP1");

    assertThatThrownBy(
            () -> client.subscribeWith().topicFilter("+/in").qos(MqttQos.AT_LEAST_ONCE).send())
        .isInstanceOfSatisfying(
            Mqtt5SubAckException.class,
            refusal ->
                assertThat(refusal.getMqttMessage().getReasonCodes())
                    .containsExactly(Mqtt5SubAckReasonCode.NOT_AUTHORIZED));
    assertThat(client.getState().isConnected()).isTrue();
  }

  @Test
  void whatAClientMayNotReceiveIsKeptFromItInSilence() throws InterruptedException {
    Mqtt5BlockingClient client = connected("CP1");
    Inbox inbox = new Inbox(client);
    for (String filter : new String[] {"quiet", "CP1/out"}) {
      client
          .toAsync()
          .subscribeWith()
          .topicFilter(filter)
          .qos(MqttQos.AT_LEAST_ONCE)
          .callback(inbox.received()::add)
          .send()
          .join();
    }
    Mqtt5BlockingClient operator = iot.connect("operator");

    publish(operator, "quiet");
    publish(operator, "CP1/out");

    assertThat(inbox.next().getTopic()).hasToString("CP1/out");
    assertThat(iot.meter.usage().dropped()).isEqualTo(Map.of(DropReason.NOT_ALLOWED, 1L));
  }

  @Test
  void aWillThatIsNotAllowedIsNotPublished() throws InterruptedException {
    Inbox operator =
        iot.inbox(
            "operator", MqttQos.AT_LEAST_ONCE, "will/+", "$aws/events/presence/disconnected/CP1");
    Mqtt5BlockingClient client = iot.signed("CP1", key);
    client
        .connectWith()
        .willPublish()
        .topic("will/CP1")
        .payload("gone".getBytes(UTF_8))
        .applyWillPublish()
        .send();

    publish(client, "elsewhere");

    assertThat(operator.next().getTopic()).hasToString("$aws/events/presence/disconnected/CP1");
    assertThat(iot.meter.usage().dropped()).isEqualTo(Map.of(DropReason.NOT_ALLOWED, 1L));
  }
}
