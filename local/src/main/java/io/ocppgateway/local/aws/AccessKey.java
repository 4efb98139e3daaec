package io.ocppgateway.local.aws;

import java.util.Map;

/// An access key of a principal, as the environment of its process holds it.
///
/// @param accessKeyId names the key, public
/// @param secretAccessKey signs
/// @param sessionToken accompanies each request of a role's key; empty where the key has none
/// @param principal whose key it is
public record AccessKey(
    String accessKeyId, String secretAccessKey, String sessionToken, Principal principal) {

  /// The environment variables from which AWS SDK clients read this key.
  public Map<String, String> environment() {
    return sessionToken.isEmpty()
        ? Map.of("AWS_ACCESS_KEY_ID", accessKeyId, "AWS_SECRET_ACCESS_KEY", secretAccessKey)
        : Map.of(
            "AWS_ACCESS_KEY_ID",
            accessKeyId,
            "AWS_SECRET_ACCESS_KEY",
            secretAccessKey,
            "AWS_SESSION_TOKEN",
            sessionToken);
  }

  /// The key without what signs.
  @Override
  public String toString() {
    return "AccessKey[" + accessKeyId + " of " + principal.name() + "]";
  }
}
