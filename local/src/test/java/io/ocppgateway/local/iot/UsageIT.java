package io.ocppgateway.local.iot;

import static com.hivemq.client.mqtt.datatypes.MqttQos.AT_LEAST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.Usage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What IoT Core counts of what clients do.
class UsageIT {

  private final LocalIot iot = new LocalIot();

  @AfterEach
  void end() {
    iot.close();
  }

  @Test
  void everySubscriberIsADelivery() throws Exception {
    LocalIot.Inbox one = iot.inbox("one", AT_LEAST_ONCE, "CP1/in");
    LocalIot.Inbox two = iot.inbox("two", AT_LEAST_ONCE, "+/in");

    one.client().publishWith().topic("CP1/in").qos(AT_LEAST_ONCE).payload(new byte[3]).send();
    one.next();
    two.next();

    await().until(() -> iot.meter.usage().connections().acknowledgements() == 2);
    Usage usage = iot.meter.usage();
    assertThat(usage.published(TopicGroup.IN)).isEqualTo(1);
    assertThat(usage.delivered(TopicGroup.IN)).isEqualTo(2);
    assertThat(usage.connections().connects()).isEqualTo(2);
    assertThat(usage.connections().open()).isEqualTo(2);
    assertThat(usage.connections().subscribes()).isEqualTo(2);
    assertThat(usage.published(TopicGroup.PRESENCE)).isEqualTo(2);
    assertThat(usage.dropped()).isEmpty();
  }

  @Test
  void aFrameForAChargePointThatIsNotConnectedIsADrop() {
    Mqtt5BlockingClient operator = iot.connect("operator");

    operator.publishWith().topic("CP1/out").qos(AT_LEAST_ONCE).payload(new byte[3]).send();

    assertThat(iot.meter.usage().dropped()).containsExactly(entry(DropReason.NOT_CONNECTED, 1L));
  }

  @Test
  void aConnectionThatEndedIsNoLongerOpen() {
    Mqtt5BlockingClient client = iot.connect("CP1");

    client.disconnect();

    await().until(() -> iot.meter.usage().connections().open() == 0);
    assertThat(iot.meter.usage().connections().connects()).isEqualTo(1);
  }
}
