package io.ocppgateway.gateway.credential;

/// Whether a charge point has proved who it is.
///
/// Each refusal says why in words for the log; a stranger is not told as much.
public sealed interface Verdict {

  /// It has, or need not.
  Verdict GRANTED = new Granted();

  /// It has, or need not.
  record Granted() implements Verdict {}

  /// It has to give a password and gave none.
  record NoCredentials(String why) implements Verdict {}

  /// What it gave is wrong.
  record BadCredentials(String why) implements Verdict {}

  /// It has to have a certificate, and this one will not do.
  record BadCertificate(CertificateFault fault, String why) implements Verdict {}

  /// The way that it came is not its profile's: no password changes that.
  record WrongProfile(String why) implements Verdict {}

  /// It cannot be told: our fault, not the charge point's.
  record Undecided(String why) implements Verdict {}
}
