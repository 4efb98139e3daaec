package io.ocppgateway.local.aws;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The principals of one run and their access keys. Keys are made at random, anew for each run.
///
/// The operator's key always exists: `local` with the secret `local`. Safe for use by many threads.
public final class Principals {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int UPPER_CASE = 26;
  private static final int KEY_ID_LENGTH = 16;
  private static final int SECRET_LENGTH = 40;
  private static final int TOKEN_LENGTH = 64;

  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<String, AccessKey> byId = new ConcurrentHashMap<>();

  /// Principals of which only the operator has a key.
  public Principals() {
    AccessKey operator = new AccessKey("local", "local", "", Principal.OPERATOR);
    byId.put(operator.accessKeyId(), operator);
  }

  /// A new access key, with the session token that a role's keys have. A principal may have several
  /// keys.
  public AccessKey issue(Principal.RoleSession principal) {
    AccessKey key =
        new AccessKey(
            "ASIA" + text(KEY_ID_LENGTH, UPPER_CASE),
            text(SECRET_LENGTH, ALPHABET.length()),
            text(TOKEN_LENGTH, ALPHABET.length()),
            principal);
    byId.put(key.accessKeyId(), key);
    return key;
  }

  /// The key with this id, empty if no such key was issued.
  public Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(byId.get(accessKeyId));
  }

  private String text(int length, int letters) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(letters)));
    }
    return text.toString();
  }
}
