package io.ocppgateway.gateway.websocket;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.tls.ServerTls;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a charge point has to pass, in this order.
///
/// @param isOpen whether the gateway can serve anybody yet
/// @param tls null if it does not end here; belongs to the caller
/// @param registry knows who may connect
/// @param credentials finds out whether it is that charge point
/// @param admission knows when it may
public record EntryChecks(
    BooleanSupplier isOpen,
    @Nullable ServerTls tls,
    Registry registry,
    CredentialCheck credentials,
    Admission admission) {}
