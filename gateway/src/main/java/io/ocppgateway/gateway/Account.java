package io.ocppgateway.gateway;

import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import io.ocppgateway.gateway.mqtt.endpoint.CredentialsSource;
import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.tls.SecretStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What a gateway asks of the AWS account that it runs in.
///
/// @param broker where the broker is; asked where that is not configured, until there is an answer
/// @param registry which charge points are registered
/// @param certificates which certificates are
/// @param credentials to sign with
/// @param secrets where certificates may be kept
record Account(
    Supplier<CompletionStage<BrokerUrl>> broker,
    Registry registry,
    CertificateRegistry certificates,
    CredentialsSource credentials,
    SecretStore secrets) {}
