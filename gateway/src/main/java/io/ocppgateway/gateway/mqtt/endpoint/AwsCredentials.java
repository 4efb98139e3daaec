package io.ocppgateway.gateway.mqtt.endpoint;

import org.jspecify.annotations.Nullable;

/// Keys that sign a request to AWS. Their text form shows no secret.
///
/// @param sessionToken null for keys that do not expire
public record AwsCredentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  @Override
  public String toString() {
    return "AwsCredentials[" + accessKeyId + "]";
  }
}
