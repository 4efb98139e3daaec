package io.ocppgateway.gateway.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "mqtt://broker, MQTT, broker, 1883, /",
    "mqtts://broker, MQTTS, broker, 8883, /",
    "mqtt://broker:2883/, MQTT, broker, 2883, /",
    "ws://127.0.0.1:8083/mqtt, WS, 127.0.0.1, 8083, /mqtt",
    "WSS://broker.example, WSS, broker.example, 443, /",
  })
  void urlIsRead(String text, Scheme scheme, String host, int port, String path) {
    assertThat(BrokerUrl.parse(text)).isEqualTo(new BrokerUrl(scheme, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker",
        "http://broker",
        "mqtt://",
        "mqtt://broker/path",
        "wss://user:secret@broker/mqtt",
        "wss://broker/mqtt?x=y",
        "wss://broker/a b"
      })
  void whatIsNoBrokerUrlIsRefused(String text) {
    assertThatThrownBy(() -> BrokerUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("allowed are wss://host/path");
  }

  @Test
  void iotEndpointIsReachedOverSignedWebSocket() {
    assertThat(BrokerUrl.ofIotEndpoint("x.iot.eu-central-1.amazonaws.com"))
        .hasToString("wss://x.iot.eu-central-1.amazonaws.com/mqtt");
  }

  @Test
  void authorityLeavesTheSchemesOwnPortOut() {
    assertThat(BrokerUrl.parse("wss://broker:443/mqtt").authority()).isEqualTo("broker");
    assertThat(BrokerUrl.parse("ws://broker:443/mqtt").authority()).isEqualTo("broker:443");
  }
}
