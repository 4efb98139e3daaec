package io.ocppgateway.simulator.fleet;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.options.Credentials;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which charge points make up a fleet, where and how fast they connect, and for how long they
/// stay.
///
/// @param url as for a single charge point: `ws://` or `wss://`, without the identity
/// @param size number of charge points, 1 to 1,000,000
/// @param connectsPerSecond how many charge points connect each second until all have, evenly; more
///   than 0
/// @param duration from the first connect to the end, the ramp included; [#UNTIL_STOPPED] for ever
/// @param versions the first charge point has the first version, the next the next, and so on in a
///   circle; never empty
/// @param idPrefix what each identity begins with; the number of the charge point follows, with
///   leading zeros
/// @param sourceAddresses the local addresses that connections go out from, in a circle; empty: the
///   system chooses
/// @param faults together at most 100 percent
/// @param credentials the same for all charge points
/// @param eventLoops threads that the fleet runs on; few, so that cores are left to what is tested
public record FleetOptions(
    URI url,
    int size,
    double connectsPerSecond,
    Duration duration,
    Profile profile,
    List<OcppVersion> versions,
    String idPrefix,
    List<InetAddress> sourceAddresses,
    List<FaultShare> faults,
    Credentials credentials,
    int eventLoops) {

  /// The duration of a fleet that runs until it is stopped.
  public static final Duration UNTIL_STOPPED = ChronoUnit.FOREVER.getDuration();

  /// The most charge points of one fleet.
  public static final int MAX_SIZE = 1_000_000;

  private static final double DEFAULT_CONNECTS_PER_SECOND = 200;
  private static final int DEFAULT_EVENT_LOOPS = 2;

  /// Holds options.
  ///
  /// @throws IllegalArgumentException if one of them is not as its parameter's text says
  public FleetOptions {
    versions = List.copyOf(versions);
    sourceAddresses = List.copyOf(sourceAddresses);
    faults = List.copyOf(faults);
    require(
        size >= 1 && size <= MAX_SIZE, "the size is %d; allowed are 1 to 1000000".formatted(size));
    require(
        connectsPerSecond > 0 && Double.isFinite(connectsPerSecond),
        "the ramp is %s connects per second; allowed is any number above 0"
            .formatted(connectsPerSecond));
    require(
        duration.isPositive(), "the duration is %s; allowed is any above 0".formatted(duration));
    require(!versions.isEmpty(), "no version is given; name at least one");
    require(eventLoops >= 1, "%d event loops; at least 1 is needed".formatted(eventLoops));
    require(
        ChargePointId.ofIdentity(identity(idPrefix, size, size)).isPresent(),
        "identities that begin with '%s' are too long for a thing name; take a shorter prefix"
            .formatted(idPrefix));
    double percent = faults.stream().mapToDouble(FaultShare::percent).sum();
    require(percent < 100 + 1e-9, "the faults add up to %s %%; allowed are 100".formatted(percent));
  }

  /// Charge points of version 2.0.1 named `CP…` that only send heartbeats, until they are stopped.
  public static FleetOptions of(URI url, int size) {
    return new FleetOptions(
        url,
        size,
        DEFAULT_CONNECTS_PER_SECOND,
        UNTIL_STOPPED,
        Profile.HEARTBEAT,
        List.of(OcppVersion.V2_0_1),
        "CP",
        List.of(),
        List.of(),
        Credentials.NONE,
        DEFAULT_EVENT_LOOPS);
  }

  /// The charge point with this number, from 1 to [#size].
  public ChargePointId id(int number) {
    return ChargePointId.ofIdentity(identity(idPrefix, number, size)).orElseThrow();
  }

  /// All charge points, in the order in which they connect.
  public Stream<ChargePointId> ids() {
    return IntStream.rangeClosed(1, size).mapToObj(this::id);
  }

  /// The same, connecting elsewhere.
  public FleetOptions withUrl(URI other) {
    return new FleetOptions(
        other,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same with another ramp.
  public FleetOptions withConnectsPerSecond(double other) {
    return new FleetOptions(
        url,
        size,
        other,
        duration,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same for another time.
  public FleetOptions withDuration(Duration other) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        other,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same with another profile.
  public FleetOptions withProfile(Profile other) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        other,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same with other versions.
  public FleetOptions withVersions(List<OcppVersion> others) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        others,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same with other identities.
  public FleetOptions withIdPrefix(String other) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        other,
        sourceAddresses,
        faults,
        credentials,
        eventLoops);
  }

  /// The same from other addresses.
  public FleetOptions withSourceAddresses(List<InetAddress> others) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        idPrefix,
        others,
        faults,
        credentials,
        eventLoops);
  }

  /// The same with other faults.
  public FleetOptions withFaults(List<FaultShare> others) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        others,
        credentials,
        eventLoops);
  }

  /// The same with a password, or without.
  public FleetOptions withCredentials(Credentials other) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        other,
        eventLoops);
  }

  /// The same on another number of threads.
  public FleetOptions withEventLoops(int other) {
    return new FleetOptions(
        url,
        size,
        connectsPerSecond,
        duration,
        profile,
        versions,
        idPrefix,
        sourceAddresses,
        faults,
        credentials,
        other);
  }

  private static String identity(String prefix, int number, int size) {
    int digits = Integer.toString(size).length();
    return prefix + "0".repeat(digits - Integer.toString(number).length()) + number;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
