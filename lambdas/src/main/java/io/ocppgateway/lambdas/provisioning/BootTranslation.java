package io.ocppgateway.lambdas.provisioning;

import io.ocppgateway.lambdas.routing.Translation;
import io.ocppgateway.ocpp.v16.RegistrationStatus;
import org.jspecify.annotations.Nullable;

/// BootNotification in the words of each version.
public final class BootTranslation {

  public static final Translation<
          io.ocppgateway.ocpp.v16.BootNotificationRequest,
          ChargePointDescription,
          Registration,
          io.ocppgateway.ocpp.v16.BootNotificationResponse>
      V16 = new Translation<>(BootTranslation::description, BootTranslation::accepted16);

  public static final Translation<
          io.ocppgateway.ocpp.v201.BootNotificationRequest,
          ChargePointDescription,
          Registration,
          io.ocppgateway.ocpp.v201.BootNotificationResponse>
      V201 = new Translation<>(BootTranslation::description, BootTranslation::accepted201);

  public static final Translation<
          io.ocppgateway.ocpp.v21.BootNotificationRequest,
          ChargePointDescription,
          Registration,
          io.ocppgateway.ocpp.v21.BootNotificationResponse>
      V21 = new Translation<>(BootTranslation::description, BootTranslation::accepted21);

  private BootTranslation() {}

  private static ChargePointDescription description(
      io.ocppgateway.ocpp.v16.BootNotificationRequest request) {
    return new ChargePointDescription(
        request.chargePointVendor(), request.chargePointModel(), request.firmwareVersion());
  }

  private static ChargePointDescription description(
      io.ocppgateway.ocpp.v201.BootNotificationRequest request) {
    io.ocppgateway.ocpp.v201.@Nullable ChargingStationType station = request.chargingStation();
    return station == null
        ? ChargePointDescription.UNKNOWN
        : new ChargePointDescription(
            station.vendorName(), station.model(), station.firmwareVersion());
  }

  private static ChargePointDescription description(
      io.ocppgateway.ocpp.v21.BootNotificationRequest request) {
    io.ocppgateway.ocpp.v21.@Nullable ChargingStationType station = request.chargingStation();
    return station == null
        ? ChargePointDescription.UNKNOWN
        : new ChargePointDescription(
            station.vendorName(), station.model(), station.firmwareVersion());
  }

  private static io.ocppgateway.ocpp.v16.BootNotificationResponse accepted16(
      Registration registration) {
    return new io.ocppgateway.ocpp.v16.BootNotificationResponse(
        RegistrationStatus.ACCEPTED,
        registration.currentTime(),
        registration.heartbeatIntervalSeconds());
  }

  private static io.ocppgateway.ocpp.v201.BootNotificationResponse accepted201(
      Registration registration) {
    return io.ocppgateway.ocpp.v201.BootNotificationResponse.of(
        registration.currentTime(),
        registration.heartbeatIntervalSeconds(),
        io.ocppgateway.ocpp.v201.RegistrationStatusEnumType.ACCEPTED);
  }

  private static io.ocppgateway.ocpp.v21.BootNotificationResponse accepted21(
      Registration registration) {
    return io.ocppgateway.ocpp.v21.BootNotificationResponse.of(
        registration.currentTime(),
        registration.heartbeatIntervalSeconds(),
        io.ocppgateway.ocpp.v21.RegistrationStatusEnumType.ACCEPTED);
  }
}
