package io.ocppgateway.gateway.credential;

import io.ocppgateway.gateway.tls.ClientCertificate;
import org.jspecify.annotations.Nullable;

/// What a charge point gave to prove who it is.
///
/// @param credentials null if it gave none that can be read
/// @param certificate null if it showed none
public record Proof(
    @Nullable BasicCredentials credentials, @Nullable ClientCertificate certificate) {}
