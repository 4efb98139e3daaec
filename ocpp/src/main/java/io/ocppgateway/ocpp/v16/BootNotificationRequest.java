package io.ocppgateway.ocpp.v16;

import org.jspecify.annotations.Nullable;

/// A charge point has started and says what it is.
///
/// @param chargeBoxSerialNumber deprecated by the specification, still sent
/// @param iccid of the modem's SIM card
/// @param imsi of the modem's SIM card
/// @see "OCPP 1.6 §4.2, §6.3"
public record BootNotificationRequest(
    @Nullable String chargePointVendor,
    @Nullable String chargePointModel,
    @Nullable String chargePointSerialNumber,
    @Nullable String chargeBoxSerialNumber,
    @Nullable String firmwareVersion,
    @Nullable String iccid,
    @Nullable String imsi,
    @Nullable String meterType,
    @Nullable String meterSerialNumber) {}
