package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.routing.Answers;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import software.amazon.awssdk.core.SdkBytes;

/// Publishes answers on `{id}/out`.
///
/// At QoS 0: at QoS 1 the gateway's PUBACK would be metered as a message, and a charge point that
/// misses an answer asks again.
final class IotAnswers implements Answers {

  private static final int AT_MOST_ONCE = 0;

  private final IotDataPlane dataPlane;

  IotAnswers(IotDataPlane dataPlane) {
    this.dataPlane = dataPlane;
  }

  @Override
  public void publish(ChargePointId chargePointId, byte[] frame) {
    dataPlane
        .client()
        .publish(request ->
            request
                .topic(Topics.out(chargePointId))
                .qos(AT_MOST_ONCE)
                .payload(SdkBytes.fromByteArrayUnsafe(frame)));
  }
}
