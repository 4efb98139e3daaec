package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.ChargePointId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Shadows in AWS IoT Core.
final class IotShadows implements Shadows {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final IotDataPlane dataPlane;

  IotShadows(IotDataPlane dataPlane) {
    this.dataPlane = dataPlane;
  }

  @Override
  public ObjectNode reported(ChargePointId chargePointId, Shadow shadow) {
    try {
      SdkBytes document =
          dataPlane
              .client()
              .getThingShadow(
                  request -> request.thingName(chargePointId.thingName()).shadowName(name(shadow)))
              .payload();
      JsonNode reported =
          MAPPER.readTree(document.asByteArrayUnsafe()).path("state").path("reported");
      return reported instanceof ObjectNode fields ? fields : MAPPER.createObjectNode();
    } catch (ResourceNotFoundException _) {
      // No boot has been reported yet.
      return MAPPER.createObjectNode();
    }
  }

  @Override
  public boolean report(ChargePointId chargePointId, Shadow shadow, ObjectNode changes) {
    ObjectNode document = MAPPER.createObjectNode();
    document.putObject("state").set("reported", changes);
    try {
      dataPlane
          .client()
          .updateThingShadow(request ->
              request
                  .thingName(chargePointId.thingName())
                  .shadowName(name(shadow))
                  .payload(SdkBytes.fromByteArrayUnsafe(MAPPER.writeValueAsBytes(document))));
      return true;
    } catch (InvalidRequestException | RequestEntityTooLargeException refused) {
      // The limits of a shadow are AWS's to know: 8 KB, and how deep it may be nested.
      return false;
    }
  }

  /// The SDK takes null for the shadow that has no name.
  private static @Nullable String name(Shadow shadow) {
    return switch (shadow) {
      case HARDWARE -> null;
      case CONNECTORS -> "connectors";
    };
  }
}
