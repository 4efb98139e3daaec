package io.ocppgateway.e2e;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.ocppgateway.local.LocalStack;
import io.ocppgateway.local.LocalStackOptions;
import io.ocppgateway.local.Ports;
import io.ocppgateway.local.synth.Synth;
import io.ocppgateway.ocpp.ChargePointId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// The running local stack, and the programs and clients with which people use it.
///
/// @param assembly what was synthesized, and runs
/// @param logs holds the logs of gateways and functions
public record Stack(LocalStack local, Path assembly, Path logs) implements AutoCloseable {

  /// Starts a stack on free ports, synthesized with a heartbeat interval of 10 s, as the
  /// walk-through of the original sample has it.
  ///
  /// @param name of its directory of logs
  public static Stack start(String name, int gateways, List<String> chargePoints) {
    return start(name, gateways, chargePoints, Map.of());
  }

  /// The same with more of what `-c key=value` sets.
  static Stack start(
      String name, int gateways, List<String> chargePoints, Map<String, String> settings) {
    return start(name, gateways, chargePoints, settings, UnaryOperator.identity());
  }

  /// The same with another cloud assembly than the synthesized one.
  ///
  /// @param edit makes it of that
  static Stack start(
      String name,
      int gateways,
      List<String> chargePoints,
      Map<String, String> settings,
      UnaryOperator<Path> edit) {
    LocalStackOptions options = options(name, settings, chargePoints, edit).withGateways(gateways);
    return new Stack(LocalStack.start(options), options.cloudAssembly(), options.logDirectory());
  }

  /// The same with a gateway that ends TLS itself.
  static Stack startWithTls(String name, List<String> chargePoints, Map<String, String> settings) {
    LocalStackOptions options = options(name, settings, chargePoints, UnaryOperator.identity());
    Path tls = options.logDirectory().resolveSibling(name + "-tls");
    return new Stack(
        LocalStack.start(options.withTls(tls)), options.cloudAssembly(), options.logDirectory());
  }

  private static LocalStackOptions options(
      String name,
      Map<String, String> settings,
      List<String> chargePoints,
      UnaryOperator<Path> edit) {
    Map<String, String> context = new HashMap<>(settings);
    context.put("heartbeatInterval", "10");
    Path root = Repository.root();
    Path logs = Path.of("target", name).toAbsolutePath();
    return LocalStackOptions.defaults(root, edit.apply(synthesized(context)), logs)
        .withPorts(Ports.FREE)
        .withChargePoints(
            chargePoints.stream()
                .map(identity -> ChargePointId.ofIdentity(identity).orElseThrow())
                .toList());
  }

  /// One after the other: whoever comes second with the same context finds it done.
  private static synchronized Path synthesized(Map<String, String> context) {
    return new Synth(Repository.root(), System.getenv(), System.out::println).synthesize(context);
  }

  /// Runs `./cpo simulate` as a charge point of this identity.
  Program simulate(String identity, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("simulate", "--url", url(), "--cp-id", identity));
    arguments.addAll(List.of(options));
    return Cpo.start(arguments.toArray(String[]::new));
  }

  /// Runs npm's wscat.
  Program wscat(String identity, String subprotocol) {
    return Program.startInTerminal(
        Map.of(),
        List.of(
            "node",
            Peers.ofNpm("wscat/bin/wscat"),
            "--no-color",
            "-c",
            url() + "/" + identity,
            "-s",
            subprotocol));
  }

  /// Runs a charge point on npm's ocpp-rpc in strict mode.
  Program ocppRpc(String identity, String subprotocol) {
    return Program.start(
        Map.of("OCPP_RPC", Peers.ofNpm("ocpp-rpc")),
        List.of(
            "node",
            Path.of("src/test/node/charge-point.mjs").toAbsolutePath().toString(),
            url(),
            identity,
            subprotocol));
  }

  /// Runs a charge point on npm's ws, which compresses.
  Program compressing(String identity) {
    return Program.start(
        Map.of("WS", Peers.ofNpm("ws")),
        List.of(
            "node",
            Path.of("src/test/node/compressing.mjs").toAbsolutePath().toString(),
            url(),
            identity));
  }

  /// Where charge points connect.
  public String url() {
    return local.webSocketUrl().toString();
  }

  /// The name of the template's only table whose name contains a text.
  String table(String text) {
    try (DynamoDbClient dynamoDb = dynamoDb()) {
      return dynamoDb.listTables().tableNames().stream()
          .filter(table -> table.contains(text))
          .findFirst()
          .orElseThrow();
    }
  }

  /// The port on which charge points connect.
  int webSocketPort() {
    return local.webSocketUrl().getPort();
  }

  /// The `--aws-port` of commands.
  public String awsPort() {
    return Integer.toString(local.awsEndpoint().getPort());
  }

  /// The `--mqtt-port` of commands.
  public String mqttPort() {
    return Integer.toString(local.mqttUrl().getPort());
  }

  /// An operator's MQTT client, connected.
  Mqtt5BlockingClient mqttClient() {
    URI broker = local.mqttUrl();
    Mqtt5BlockingClient client =
        Mqtt5Client.builder()
            .identifier("e2e-" + UUID.randomUUID())
            .serverHost(broker.getHost())
            .serverPort(broker.getPort())
            .buildBlocking();
    client.connect();
    return client;
  }

  /// An unmodified AWS SDK client.
  DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder()).build();
  }

  /// An unmodified AWS SDK client.
  IotClient iot() {
    return configured(IotClient.builder()).build();
  }

  /// An unmodified AWS SDK client.
  IotDataPlaneClient iotData() {
    return configured(IotDataPlaneClient.builder()).build();
  }

  @Override
  public void close() {
    local.close();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(local.awsEndpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }
}
