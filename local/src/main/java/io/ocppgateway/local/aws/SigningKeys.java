package io.ocppgateway.local.aws;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The keys that callers derive from their secrets to sign with, each derived once: that is four of
/// the five HMACs of a check, and a caller signs with the same one all day. Safe for use by many
/// threads.
final class SigningKeys {

  /// More than there are principals and services; the callers choose the rest of a scope.
  static final int MOST_KEYS = 256;

  private final ConcurrentMap<CredentialScope, byte[]> keys = new ConcurrentHashMap<>();

  /// The key of an access key for a scope that names it.
  byte[] of(AccessKey accessKey, CredentialScope scope) {
    if (keys.size() >= MOST_KEYS) {
      keys.clear();
    }
    return keys.computeIfAbsent(scope, _ -> SigV4.signingKey(accessKey.secretAccessKey(), scope));
  }

  /// How many are kept.
  int size() {
    return keys.size();
  }
}
