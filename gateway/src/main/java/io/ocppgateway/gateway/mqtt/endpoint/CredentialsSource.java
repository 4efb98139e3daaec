package io.ocppgateway.gateway.mqtt.endpoint;

import java.util.concurrent.CompletionStage;

/// Gives the keys that are valid now. Asked anew for each link, for they expire.
@FunctionalInterface
public interface CredentialsSource {

  /// The keys to sign with; never blocks the caller, completes on any thread.
  CompletionStage<AwsCredentials> credentials();
}
