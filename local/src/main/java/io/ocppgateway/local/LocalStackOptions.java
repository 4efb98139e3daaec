package io.ocppgateway.local;

import io.ocppgateway.ocpp.ChargePointId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What to start and where.
///
/// @param repositoryRoot where the class path of DynamoDB Local is found
/// @param cloudAssembly what was synthesized, usually `cdk.out`
/// @param region the AWS region that everything believes to be in
/// @param chargePoints registered as things at the start
/// @param ports where to listen
/// @param gateways how many gateway processes, at least one
/// @param dataDirectory where things, shadows and tables are kept across restarts, `null` to keep
///   them in memory
/// @param tlsDirectory where the certificates of gateways are that end TLS themselves, made if they
///   are not there; `null` for gateways without TLS, unless the template wants it, and those of
///   `.cpo/tls` then
/// @param logDirectory takes the logs of gateways, functions and DynamoDB Local
/// @param progress gets a line for each thing that was started, and for each that died; called on
///   any thread
public record LocalStackOptions(
    Path repositoryRoot,
    Path cloudAssembly,
    String region,
    List<ChargePointId> chargePoints,
    Ports ports,
    int gateways,
    @Nullable Path dataDirectory,
    @Nullable Path tlsDirectory,
    Path logDirectory,
    Consumer<String> progress) {

  private static final String DEFAULT_REGION = "eu-west-1";

  /// Checks and copies.
  ///
  /// @throws IllegalArgumentException if there would be no gateway
  public LocalStackOptions {
    chargePoints = List.copyOf(chargePoints);
    if (gateways < 1) {
      throw new IllegalArgumentException("%d gateways; at least one must run".formatted(gateways));
    }
  }

  /// What people get who say nothing: CP1, the well-known ports, one gateway, nothing kept.
  public static LocalStackOptions defaults(
      Path repositoryRoot, Path cloudAssembly, Path logDirectory) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        DEFAULT_REGION,
        List.of(new ChargePointId("CP1")),
        Ports.DEFAULT,
        1,
        null,
        null,
        logDirectory,
        line -> {});
  }

  /// The region that an environment names, else `eu-west-1`.
  public static String regionOf(Map<String, String> environment) {
    String region = environment.getOrDefault("AWS_REGION", "");
    String fallback = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    if (!region.isEmpty()) {
      return region;
    }
    return fallback.isEmpty() ? DEFAULT_REGION : fallback;
  }

  /// These options on other ports.
  public LocalStackOptions withPorts(Ports other) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        region,
        chargePoints,
        other,
        gateways,
        dataDirectory,
        tlsDirectory,
        logDirectory,
        progress);
  }

  /// These options with other charge points registered.
  public LocalStackOptions withChargePoints(List<ChargePointId> others) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        region,
        others,
        ports,
        gateways,
        dataDirectory,
        tlsDirectory,
        logDirectory,
        progress);
  }

  /// These options with state that is kept in a directory.
  public LocalStackOptions withDataDirectory(Path directory) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        region,
        chargePoints,
        ports,
        gateways,
        directory,
        tlsDirectory,
        logDirectory,
        progress);
  }

  /// These options with another number of gateways.
  public LocalStackOptions withGateways(int count) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        region,
        chargePoints,
        ports,
        count,
        dataDirectory,
        tlsDirectory,
        logDirectory,
        progress);
  }

  /// These options with gateways that end TLS themselves, by certificates in a directory.
  public LocalStackOptions withTls(Path directory) {
    return new LocalStackOptions(
        repositoryRoot,
        cloudAssembly,
        region,
        chargePoints,
        ports,
        gateways,
        dataDirectory,
        directory,
        logDirectory,
        progress);
  }
}
