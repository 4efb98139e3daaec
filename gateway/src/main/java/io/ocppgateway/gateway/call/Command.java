package io.ocppgateway.gateway.call;

import io.ocppgateway.ocpp.frame.MessageId;

/// A CALL for a charge point.
///
/// @param fingerprint the same for equal frames, and as good as never for others: tells a copy from
///   another command that uses the same id
/// @param expiresAt when it is not to be sent any more, [CallLedger#NEVER] if it always is
/// @param <F> a command's frame
public record Command<F>(MessageId id, F frame, long fingerprint, long expiresAt) {}
