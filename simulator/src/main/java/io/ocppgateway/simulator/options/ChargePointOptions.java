package io.ocppgateway.simulator.options;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Hardware;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.net.URI;

/// Which charge point is simulated, and where it connects.
///
/// @param url `ws://` or `wss://`, without the identity: that is appended, percent-encoded
/// @param version the only one that is offered to the central system
/// @param profile what it does of itself
/// @param credentials with which it connects
/// @param callHabits how it makes its CALLs; may hold state, so one charge point's alone unless
///   standard
public record ChargePointOptions(
    URI url,
    ChargePointId id,
    OcppVersion version,
    Hardware hardware,
    RetryBackOff retryBackOff,
    Profile profile,
    CallHabits callHabits,
    Company company,
    Credentials credentials) {

  private static final int GREATEST_PORT = 65_535;

  /// Holds options.
  ///
  /// @throws IllegalArgumentException if the URL is no WebSocket's, carries a query or fragment or
  ///   has a port that there is not, or if the hardware is more than the version can tell
  public ChargePointOptions {
    String scheme = String.valueOf(url.getScheme());
    boolean isWebSocket = scheme.equals("ws") || scheme.equals("wss");
    if (!isWebSocket || url.getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' is no WebSocket URL; allowed are ws://host[:port][/path] and wss://…"
              .formatted(url));
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'%s' has a query or a fragment; the identity is appended to the path, so leave them out"
              .formatted(url));
    }
    if (url.getPort() == 0 || url.getPort() > GREATEST_PORT) {
      throw new IllegalArgumentException(
          "'%s' has the port %d; allowed are 1 to %d".formatted(url, url.getPort(), GREATEST_PORT));
    }
    hardware.requireTellableIn(version);
  }

  /// A charge point of the standard hardware with the standard back-off and habits, which does
  /// nothing of itself but beat.
  public static ChargePointOptions of(URI url, ChargePointId id, OcppVersion version) {
    return new ChargePointOptions(
        url,
        id,
        version,
        Hardware.standard(version),
        RetryBackOff.STANDARD,
        Profile.HEARTBEAT,
        CallHabits.STANDARD,
        Company.ALONE,
        Credentials.NONE);
  }

  /// The same charge point, connecting elsewhere.
  public ChargePointOptions withUrl(URI other) {
    return new ChargePointOptions(
        other, id, version, hardware, retryBackOff, profile, callHabits, company, credentials);
  }

  /// The same charge point with other hardware.
  public ChargePointOptions withHardware(Hardware other) {
    return new ChargePointOptions(
        url, id, version, other, retryBackOff, profile, callHabits, company, credentials);
  }

  /// The same charge point with another back-off.
  public ChargePointOptions withRetryBackOff(RetryBackOff other) {
    return new ChargePointOptions(
        url, id, version, hardware, other, profile, callHabits, company, credentials);
  }

  /// The same charge point with another profile.
  public ChargePointOptions withProfile(Profile other) {
    return new ChargePointOptions(
        url, id, version, hardware, retryBackOff, other, callHabits, company, credentials);
  }

  /// The same charge point with other habits.
  public ChargePointOptions withCallHabits(CallHabits other) {
    return new ChargePointOptions(
        url, id, version, hardware, retryBackOff, profile, other, company, credentials);
  }

  /// Another charge point that is the same but for its identity.
  public ChargePointOptions withId(ChargePointId other) {
    return new ChargePointOptions(
        url, other, version, hardware, retryBackOff, profile, callHabits, company, credentials);
  }

  /// The same charge point in other company.
  public ChargePointOptions withCompany(Company other) {
    return new ChargePointOptions(
        url, id, version, hardware, retryBackOff, profile, callHabits, other, credentials);
  }

  /// The same charge point, with a password or without.
  public ChargePointOptions withCredentials(Credentials other) {
    return new ChargePointOptions(
        url, id, version, hardware, retryBackOff, profile, callHabits, company, other);
  }
}
