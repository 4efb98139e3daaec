package io.ocppgateway.bench.candidate;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_URL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CONNECTS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.DRAIN_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.HEALTH_PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PUBLISHES_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REGISTRY_CACHE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SECURITY_PROFILE;

import io.ocppgateway.bench.machine.PinnedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Starts candidates.
public final class Candidates {

  /// The task's memory, see the template: its share for the heap is counted from this.
  private static final String CONTAINER_MEMORY = "-XX:MaxRAM=2g";

  private final Programs programs;
  private final Backends backends;
  private final Path directory;
  private int started;

  /// @param directory for configurations and logs
  public Candidates(Programs programs, Backends backends, Path directory) {
    this.programs = programs;
    this.backends = backends;
    this.directory = directory;
  }

  /// Starts one, on the core that is measured, and waits until it listens.
  public Candidate start(Kind kind) {
    Candidate candidate = launch(kind);
    try {
      return candidate.awaitListening();
    } catch (IllegalStateException e) {
      candidate.close();
      throw e;
    }
  }

  /// Starts one, and waits for nothing.
  public Candidate launch(Kind kind) {
    int port = freePort();
    return switch (kind) {
      case GATEWAY, GATEWAY_TLS -> gateway(kind, port, withTaskMemory(programs.gateway()));
      case RELAY ->
          process(
              kind,
              port,
              List.of(
                  programs.relay().toString(),
                  String.valueOf(port),
                  String.valueOf(backends.mqtt())),
              Map.of());
      case HAPROXY_HTTP -> haProxy(kind, port, "http");
      case HAPROXY_TCP -> haProxy(kind, port, "tcp");
    };
  }

  /// Starts a gateway as it is started on AWS, of whom it asks where the broker is, and waits for
  /// nothing.
  ///
  /// @param withCache with the image's AOT cache
  public Candidate launchAsOnAws(boolean withCache) {
    int port = freePort();
    Map<String, String> environment = new HashMap<>(environment(Kind.GATEWAY_TLS, port));
    environment.keySet().removeAll(List.of(BROKER_URL, BROKER_CA_FILE));
    List<String> command = withCache ? programs.gateway() : programs.gatewayWithoutCache();
    return process(Kind.GATEWAY_TLS, port, withTaskMemory(command), environment);
  }

  /// Starts a gateway that finds its memory bounded by itself, and waits for nothing.
  ///
  /// @param confined the command that starts a command within bounds
  public Candidate launchConfined(Kind kind, UnaryOperator<List<String>> confined) {
    return gateway(kind, freePort(), confined.apply(programs.gateway()));
  }

  private static List<String> withTaskMemory(List<String> imageCommand) {
    List<String> command = new ArrayList<>(imageCommand);
    command.add(1, CONTAINER_MEMORY);
    return command;
  }

  private Candidate gateway(Kind kind, int port, List<String> command) {
    return process(kind, port, command, environment(kind, port));
  }

  private Map<String, String> environment(Kind kind, int port) {
    String brokerUrl =
        kind == Kind.GATEWAY_TLS
            ? "mqtts://localhost:" + backends.mqtts()
            : "mqtt://localhost:" + backends.mqtt();
    return Map.ofEntries(
        Map.entry(PORT, String.valueOf(port)),
        Map.entry(HEALTH_PORT, "0"),
        Map.entry(BROKER_URL, brokerUrl),
        Map.entry(BROKER_CA_FILE, backends.authority().toString()),
        Map.entry(SECURITY_PROFILE, "0"),
        Map.entry(REGISTRY_CACHE_SECONDS, "60"),
        // The broker has no quota, and nobody waits for a leave-taking.
        Map.entry(CONNECTS_PER_SECOND, "0"),
        Map.entry(PUBLISHES_PER_SECOND, "0"),
        Map.entry(DRAIN_SECONDS, "0"),
        Map.entry(CHARGE_POINTS_TABLE, "ChargePoints"),
        Map.entry(AWS_REGION, "eu-central-1"),
        Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:" + backends.lookUps()),
        Map.entry("AWS_ACCESS_KEY_ID", "bench"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "bench"));
  }

  private Candidate haProxy(Kind kind, int port, String mode) {
    Path configuration = directory.resolve("haproxy-%s.cfg".formatted(mode));
    String text =
        """
        global
          nbthread 1
          maxconn 9950
        defaults
          mode %s
          timeout connect 5s
          timeout client 1h
          timeout server 1h
          timeout tunnel 1h
        frontend chargePoints
          bind 127.0.0.1:%d backlog 4096
          default_backend responder
        backend responder
          server responder 127.0.0.1:%d
        """
            .formatted(mode, port, backends.webSockets());
    try {
      Files.writeString(configuration, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write HAProxy's configuration", e);
    }
    return process(
        kind,
        port,
        List.of(programs.haProxy().toString(), "-db", "-f", configuration.toString()),
        Map.of());
  }

  private Candidate process(
      Kind kind, int port, List<String> command, Map<String, String> environment) {
    Path log = directory.resolve("%02d-%s.log".formatted(++started, kind));
    PinnedProcess process =
        PinnedProcess.start(
            programs.taskset(), command, environment, programs.imageDirectory(), log);
    return new Candidate(kind, port, process, log);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }
}
