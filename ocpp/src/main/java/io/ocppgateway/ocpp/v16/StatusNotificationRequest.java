package io.ocppgateway.ocpp.v16;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a connector is doing, or what is wrong with it.
///
/// @param connectorId 0 is the charge point as a whole
/// @param errorCode a [ChargePointErrorCode], or a word of the charge point's own
/// @param status a [ChargePointStatus], or a word of the charge point's own
/// @param timestamp when the status was taken on; null: now
/// @see "OCPP 1.6 §4.9, §6.47"
public record StatusNotificationRequest(
    @Nullable Integer connectorId,
    @Nullable String errorCode,
    @Nullable String info,
    @Nullable String status,
    @Nullable Instant timestamp,
    @Nullable String vendorId,
    @Nullable String vendorErrorCode) {}
