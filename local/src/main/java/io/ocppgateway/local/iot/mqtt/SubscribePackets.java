package io.ocppgateway.local.iot.mqtt;

import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.ocppgateway.local.iot.broker.Limits;
import io.ocppgateway.local.iot.broker.ReasonCode;
import io.ocppgateway.local.iot.broker.Subscription;
import io.ocppgateway.local.iot.broker.TopicRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Reads SUBSCRIBE and UNSUBSCRIBE and answers them.
final class SubscribePackets {

  private static final String SHARED = "$share/";
  private static final int FAILURE_3_1_1 = 0x80;

  private SubscribePackets() {}

  /// Subscribes to each filter that is allowed.
  ///
  /// @param broker subscribes, and answers the reason code
  /// @return the SUBACK, empty if QoS 2 was asked for
  static Optional<MqttMessage> subscribe(
      MqttSubscribeMessage packet, boolean version5, ToIntFunction<Subscription> broker) {
    List<MqttTopicSubscription> wished = packet.payload().topicSubscriptions();
    if (wished.stream().anyMatch(it -> it.qualityOfService() == MqttQoS.EXACTLY_ONCE)) {
      return Optional.empty();
    }
    boolean identified =
        packet
                .idAndPropertiesVariableHeader()
                .properties()
                .getProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER)
            != null;
    List<Integer> codes = new ArrayList<>();
    for (MqttTopicSubscription one : wished) {
      int code =
          refusal(one.topicFilter(), wished.size(), identified)
              .orElseGet(() -> broker.applyAsInt(subscription(one)));
      codes.add(version5 ? code : Math.min(code, FAILURE_3_1_1));
    }
    return Optional.of(
        new MqttSubAckMessage(
            new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttMessageIdAndPropertiesVariableHeader(
                packet.variableHeader().messageId(), MqttProperties.NO_PROPERTIES),
            new MqttSubAckPayload(codes)));
  }

  /// Removes each subscription.
  ///
  /// @param broker removes, and answers whether there was one
  static MqttMessage unsubscribe(MqttUnsubscribeMessage packet, Predicate<String> broker) {
    List<Short> codes = new ArrayList<>();
    for (String filter : packet.payload().topics()) {
      codes.add(
          (short) (broker.test(filter) ? ReasonCode.SUCCESS : ReasonCode.NO_SUBSCRIPTION_EXISTED));
    }
    return MqttMessageBuilders.unsubAck()
        .packetId(packet.variableHeader().messageId())
        .addReasonCodes(codes.toArray(Short[]::new))
        .build();
  }

  private static Optional<Integer> refusal(String filter, int filters, boolean identified) {
    if (filters > Limits.MAX_FILTERS_PER_SUBSCRIBE) {
      return Optional.of(ReasonCode.QUOTA_EXCEEDED);
    }
    if (identified) {
      return Optional.of(ReasonCode.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED);
    }
    if (filter.startsWith(SHARED)) {
      return Optional.of(ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED);
    }
    return TopicRules.filterFault(filter).map(_ -> ReasonCode.TOPIC_FILTER_INVALID);
  }

  private static Subscription subscription(MqttTopicSubscription wished) {
    MqttSubscriptionOption option = wished.option();
    return new Subscription(
        wished.topicFilter(),
        option.qos().value(),
        option.isNoLocal(),
        option.isRetainAsPublished(),
        switch (option.retainHandling()) {
          case SEND_AT_SUBSCRIBE -> Subscription.Retained.AT_SUBSCRIBE;
          case SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS -> Subscription.Retained.IF_NEW;
          case DONT_SEND_AT_SUBSCRIBE -> Subscription.Retained.NEVER;
        });
  }
}
