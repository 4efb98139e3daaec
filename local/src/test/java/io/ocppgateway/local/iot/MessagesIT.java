package io.ocppgateway.local.iot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.LocalIot.Inbox;
import io.ocppgateway.local.iot.message.Publish;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessagesIT {

  private final LocalIot iot = new LocalIot();

  @AfterEach
  void close() {
    iot.close();
  }

  @Test
  void subscriberGetsTheBytesAndTheProperties() throws InterruptedException {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "CP1/in");
    Mqtt5BlockingClient sender = iot.connect("CP1");

    sender
        .publishWith()
        .topic("CP1/in")
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload("[2,\"1\",\"Heartbeat\",{}]".getBytes(UTF_8))
        .userProperties()
        .add("ocpp", "ocpp1.6")
        .add("ocpp", "again")
        .applyUserProperties()
        .contentType("application/json")
        .responseTopic("CP1/out")
        .correlationData("c".getBytes(UTF_8))
        .send();

    Mqtt5Publish got = inbox.next();
    assertThat(Inbox.text(got)).isEqualTo("[2,\"1\",\"Heartbeat\",{}]");
    assertThat(got.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
    assertThat(got.isRetain()).isFalse();
    assertThat(got.getUserProperties().asList())
        .extracting(it -> it.getName() + "=" + it.getValue())
        .containsExactly("ocpp=ocpp1.6", "ocpp=again");
    assertThat(got.getContentType().orElseThrow()).hasToString("application/json");
    assertThat(got.getResponseTopic().orElseThrow()).hasToString("CP1/out");
    assertThat(got.getCorrelationData()).isPresent();
  }

  @Test
  void wildcardsSeeAllChargePointsAndNoReservedTopics() throws InterruptedException {
    Inbox in = iot.inbox("in", MqttQos.AT_MOST_ONCE, "+/in");
    Inbox all = iot.inbox("all", MqttQos.AT_MOST_ONCE, "#");
    Mqtt5BlockingClient sender = iot.connect("sender");

    publish(sender, "CP1/out", "out");
    publish(sender, "CP1/in", "one");
    publish(sender, "CP2/in", "two");

    assertThat(in.nextText()).isEqualTo("one");
    assertThat(in.nextText()).isEqualTo("two");
    assertThat(List.of(all.nextText(), all.nextText(), all.nextText()))
        .containsExactly("out", "one", "two");
    assertThat(all.received()).isEmpty();
  }

  @Test
  void overlappingSubscriptionsDeliverOnce() throws InterruptedException {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "+/in", "CP1/#", "CP1/in");
    Mqtt5BlockingClient sender = iot.connect("sender");

    publish(sender, "CP1/in", "one");
    publish(sender, "CP1/in", "two");

    assertThat(inbox.nextText()).isEqualTo("one");
    assertThat(inbox.nextText()).isEqualTo("two");
    assertThat(inbox.received()).isEmpty();
  }

  @Test
  void deliveredQosIsTheLowerOfBoth() throws InterruptedException {
    Inbox atMostOnce = iot.inbox("zero", MqttQos.AT_MOST_ONCE, "a");
    Inbox atLeastOnce = iot.inbox("one", MqttQos.AT_LEAST_ONCE, "a");
    Mqtt5BlockingClient sender = iot.connect("sender");

    sender.publishWith().topic("a").qos(MqttQos.AT_LEAST_ONCE).send();
    sender.publishWith().topic("a").qos(MqttQos.AT_MOST_ONCE).send();

    assertThat(atMostOnce.next().getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
    assertThat(atMostOnce.next().getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
    assertThat(atLeastOnce.next().getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
    assertThat(atLeastOnce.next().getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
  }

  @Test
  void whoWishesNotToHearItselfHearsOthersOnly() throws InterruptedException {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE);
    inbox.client().subscribeWith().topicFilter("a").qos(MqttQos.AT_LEAST_ONCE).noLocal(true).send();

    publish(inbox.client(), "a", "own");
    publish(iot.connect("other"), "a", "other");

    assertThat(inbox.nextText()).isEqualTo("other");
  }

  @Test
  void unsubscribedClientGetsNothingMore() throws InterruptedException {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "a", "b");
    inbox.client().unsubscribeWith().topicFilter("a").send();

    publish(inbox.client(), "a", "a");
    publish(inbox.client(), "b", "b");

    assertThat(inbox.nextText()).isEqualTo("b");
  }

  @Test
  void retainedMessageAwaitsTheSubscriber() throws InterruptedException {
    Mqtt5BlockingClient sender = iot.connect("sender");
    sender.publishWith().topic("CP1/state").retain(true).payload("on".getBytes(UTF_8)).send();
    publish(sender, "CP1/state", "not retained");

    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "+/state");

    Mqtt5Publish got = inbox.next();
    assertThat(Inbox.text(got)).isEqualTo("on");
    assertThat(got.isRetain()).isTrue();
  }

  @Test
  void persistentSessionGetsWhatItMissedButNothingExpired() throws InterruptedException {
    Mqtt5AsyncClient sleeper = iot.own(iot.builder("sleeper").buildAsync());
    LinkedBlockingQueue<Mqtt5Publish> received = new LinkedBlockingQueue<>();
    sleeper.publishes(MqttGlobalPublishFilter.ALL, received::add);
    sleeper.connectWith().sessionExpiryInterval(600).send().join();
    sleeper.subscribeWith().topicFilter("a").qos(MqttQos.AT_LEAST_ONCE).send().join();
    sleeper.disconnect().join();
    Mqtt5BlockingClient sender = iot.connect("sender");

    publishExpiring(sender, "short", 5);
    publishExpiring(sender, "long", 60);
    iot.clock.advance(Duration.ofSeconds(20));
    boolean present =
        sleeper
            .connectWith()
            .cleanStart(false)
            .sessionExpiryInterval(600)
            .send()
            .join()
            .isSessionPresent();

    assertThat(present).isTrue();
    Mqtt5Publish got = received.poll(30, TimeUnit.SECONDS);
    assertThat(Inbox.text(got)).isEqualTo("long");
    assertThat(got.getMessageExpiryInterval().orElseThrow()).isBetween(35L, 40L);
    assertThat(received).isEmpty();
  }

  @Test
  void cleanStartForgetsTheSession() {
    Mqtt5AsyncClient client = iot.own(iot.builder("sleeper").buildAsync());
    client.connectWith().sessionExpiryInterval(600).send().join();
    client.disconnect().join();

    boolean present = client.connectWith().cleanStart(true).send().join().isSessionPresent();

    assertThat(present).isFalse();
  }

  @Test
  void oldClientsOfMqtt311AreServed() throws InterruptedException {
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "up");
    Mqtt3BlockingClient old =
        Mqtt3Client.builder()
            .identifier("old")
            .serverHost(LocalIot.HOST)
            .serverPort(iot.core.mqttPort())
            .buildBlocking();
    old.connect();
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    old.toAsync()
        .subscribeWith()
        .topicFilter("down")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(it -> received.add(new String(it.getPayloadAsBytes(), UTF_8)))
        .send()
        .join();

    old.publishWith().topic("up").qos(MqttQos.AT_LEAST_ONCE).payload("u".getBytes(UTF_8)).send();
    publish(inbox.client(), "down", "d");

    assertThat(inbox.nextText()).isEqualTo("u");
    assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("d");
    old.disconnect();
  }

  @Test
  void listenerSeesEveryMessageAndWhoSentIt() throws InterruptedException {
    BlockingQueue<Publish> seen = new LinkedBlockingQueue<>();
    iot.core.onPublish(seen::add);
    Mqtt5BlockingClient sender = iot.connect("CP1");

    publish(sender, "CP1/in", "frame");

    assertThat(next(seen).topic()).isEqualTo("$aws/events/presence/connected/CP1");
    Publish frame = next(seen);
    assertThat(frame.topic()).isEqualTo("CP1/in");
    assertThat(frame.clientId()).isEqualTo("CP1");
    assertThat(frame.principal()).isEqualTo(Principal.ANONYMOUS);
    assertThat(frame.payload()).isEqualTo(Buffer.buffer("frame"));
  }

  @Test
  void basicIngestGoesToTheListenerAlone() throws InterruptedException {
    BlockingQueue<Publish> seen = new LinkedBlockingQueue<>();
    Inbox inbox = iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/#", "end");
    iot.core.onPublish(seen::add);

    publish(inbox.client(), "$aws/rules/Heartbeats/CP1/in", "frame");
    publish(inbox.client(), "end", "end");

    assertThat(next(seen).topic()).isEqualTo("$aws/rules/Heartbeats/CP1/in");
    Mqtt5Publish got = inbox.next();
    while (got.getTopic().toString().startsWith("$aws/events/")) {
      got = inbox.next();
    }
    assertThat(got.getTopic()).hasToString("end");
  }

  @Test
  void cloudPublishesToClients() throws InterruptedException {
    Inbox inbox = iot.inbox("CP1", MqttQos.AT_LEAST_ONCE, "CP1/out");

    iot.core.publish(
        Publish.of("CP1/out", Buffer.buffer("answer"), 0, Principal.OPERATOR, iot.clock.instant()));

    assertThat(inbox.nextText()).isEqualTo("answer");
  }

  private static void publish(Mqtt5BlockingClient client, String topic, String payload) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(UTF_8))
        .send();
  }

  private static void publishExpiring(Mqtt5BlockingClient client, String payload, int seconds) {
    client
        .publishWith()
        .topic("a")
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(UTF_8))
        .messageExpiryInterval(seconds)
        .send();
  }

  private static Publish next(BlockingQueue<Publish> seen) throws InterruptedException {
    Publish next = seen.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the listener saw nothing");
    }
    return next;
  }
}
