package io.ocppgateway.cli.register;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.Map;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.InvalidRequestException;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/// Charge points in the IoT registry. Safe for use by many threads.
public final class Things {

  private final IotClient registry;
  private final IotDataPlaneClient shadows;

  /// Both clients stay their owner's.
  public Things(IotClient registry, IotDataPlaneClient shadows) {
    this.registry = registry;
    this.shadows = shadows;
  }

  /// Creates a charge point's thing, unless it is there with other attributes: AWS takes a repeated
  /// creation with the same ones for the first.
  ///
  /// @return whether it was created
  public boolean create(ChargePointId chargePoint, Map<String, String> attributes) {
    try {
      registry.createThing(request ->
          request
              .thingName(chargePoint.thingName())
              .attributePayload(payload -> payload.attributes(attributes)));
      return true;
    } catch (ResourceAlreadyExistsException e) {
      return false;
    }
  }

  /// Whether a charge point has a thing with this attribute.
  public boolean has(ChargePointId chargePoint, Map.Entry<String, String> attribute) {
    try {
      return attribute
          .getValue()
          .equals(
              registry
                  .describeThing(request -> request.thingName(chargePoint.thingName()))
                  .attributes()
                  .get(attribute.getKey()));
    } catch (software.amazon.awssdk.services.iot.model.ResourceNotFoundException e) {
      return false;
    }
  }

  /// Deletes a charge point's thing with its shadows, which AWS would keep, and its certificates.
  /// Does nothing where there is none.
  public void delete(ChargePointId chargePoint) {
    String thing = chargePoint.thingName();
    shadows
        .listNamedShadowsForThing(request -> request.thingName(thing))
        .results()
        .forEach(name ->
            shadows.deleteThingShadow(request -> request.thingName(thing).shadowName(name)));
    try {
      shadows.deleteThingShadow(request -> request.thingName(thing));
    } catch (ResourceNotFoundException e) {
      // It never booted.
    }
    try {
      registry.deleteThing(request -> request.thingName(thing));
    } catch (InvalidRequestException e) {
      // It has certificates; few do, and asking for them first would cost a call for each thing.
      new Certificates(registry).release(chargePoint);
      registry.deleteThing(request -> request.thingName(thing));
    }
  }
}
