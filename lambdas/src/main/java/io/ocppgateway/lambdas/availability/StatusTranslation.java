package io.ocppgateway.lambdas.availability;

import io.ocppgateway.lambdas.availability.StatusNotification.Recorded;
import io.ocppgateway.lambdas.routing.Translation;

/// StatusNotification in the words of each version.
public final class StatusTranslation {

  public static final Translation<
          io.ocppgateway.ocpp.v16.StatusNotificationRequest,
          ConnectorReport,
          Recorded,
          io.ocppgateway.ocpp.v16.StatusNotificationResponse>
      V16 =
          new Translation<>(
              StatusTranslation::report,
              _ -> new io.ocppgateway.ocpp.v16.StatusNotificationResponse());

  public static final Translation<
          io.ocppgateway.ocpp.v201.StatusNotificationRequest,
          ConnectorReport,
          Recorded,
          io.ocppgateway.ocpp.v201.StatusNotificationResponse>
      V201 =
          new Translation<>(
              StatusTranslation::report,
              _ -> io.ocppgateway.ocpp.v201.StatusNotificationResponse.empty());

  public static final Translation<
          io.ocppgateway.ocpp.v21.StatusNotificationRequest,
          ConnectorReport,
          Recorded,
          io.ocppgateway.ocpp.v21.StatusNotificationResponse>
      V21 =
          new Translation<>(
              StatusTranslation::report,
              _ -> io.ocppgateway.ocpp.v21.StatusNotificationResponse.empty());

  private StatusTranslation() {}

  private static ConnectorReport report(io.ocppgateway.ocpp.v16.StatusNotificationRequest request) {
    return new ConnectorReport(
        null,
        request.connectorId(),
        request.status(),
        request.errorCode(),
        request.info(),
        request.vendorErrorCode(),
        request.timestamp());
  }

  private static ConnectorReport report(
      io.ocppgateway.ocpp.v201.StatusNotificationRequest request) {
    return ConnectorReport.of(
        request.evseId(), request.connectorId(), request.connectorStatus(), request.timestamp());
  }

  private static ConnectorReport report(io.ocppgateway.ocpp.v21.StatusNotificationRequest request) {
    return ConnectorReport.of(
        request.evseId(), request.connectorId(), request.connectorStatus(), request.timestamp());
  }
}
