package io.ocppgateway.simulator.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.ChargePointId;
import java.nio.file.Path;
import java.util.Base64;

/// How a charge point shows who it is, beside the identity in its path.
///
/// @see "OCPP-J 1.6 security whitepaper §2; OCPP 2.0.1 Part 2 A00: the security profiles"
public sealed interface Credentials {

  /// By nothing: security profile 0.
  record None() implements Credentials {}

  /// By a client certificate, which TLS sees to: security profile 3.
  ///
  /// @param chain PEM file, its own certificate first
  /// @param key PEM file, PKCS #8, not encrypted
  record Certificate(Path chain, Path key) implements Credentials {}

  /// By a password: security profiles 1 and 2. A password is bytes; keys of 1.6 may be no text at
  /// all.
  final class Basic implements Credentials {

    private final byte[] password;

    private Basic(byte[] password) {
      this.password = password;
    }

    /// The value of the header `Authorization`. The user name is the identity, byte for byte.
    ///
    /// @see "RFC 7617 §2"
    public String authorization(ChargePointId id) {
      byte[] user = id.identityBytes();
      byte[] both = new byte[user.length + 1 + password.length];
      System.arraycopy(user, 0, both, 0, user.length);
      both[user.length] = ':';
      System.arraycopy(password, 0, both, user.length + 1, password.length);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /// Tells nothing of the password.
    @Override
    public String toString() {
      return "Basic[password=***]";
    }
  }

  /// No password.
  Credentials NONE = new None();

  /// A password that is text.
  static Credentials password(String password) {
    return password(password.getBytes(UTF_8));
  }

  /// A password that is any bytes.
  static Credentials password(byte[] password) {
    return new Basic(password.clone());
  }
}
