package io.ocppgateway.e2e;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.ocppgateway.local.LocalStack;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// The running local stack, and the programs and clients with which people use it.
record Stack(LocalStack local) implements AutoCloseable {

  /// Runs `./cpo` with these arguments, but for the script's own check that everything is built.
  Program cpo(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                cliClassPath(),
                "io.ocppgateway.cli.Cpo"));
    command.addAll(List.of(arguments));
    return Program.start(Map.of(), command);
  }

  /// Runs `./cpo simulate` as a charge point of this identity.
  Program simulate(String identity, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("simulate", "--url", url(), "--cp-id", identity));
    arguments.addAll(List.of(options));
    return cpo(arguments.toArray(String[]::new));
  }

  /// Runs npm's wscat.
  Program wscat(String identity, String subprotocol) {
    return Program.startInTerminal(
        List.of(
            "node",
            Repository.file("node_modules/wscat/bin/wscat").toString(),
            "--no-color",
            "-c",
            url() + "/" + identity,
            "-s",
            subprotocol));
  }

  /// Runs a charge point on npm's ocpp-rpc in strict mode.
  Program ocppRpc(String identity, String subprotocol) {
    return Program.start(
        Map.of("OCPP_RPC", Repository.file("node_modules/ocpp-rpc").toString()),
        List.of(
            "node",
            Path.of("src/test/node/charge-point.mjs").toAbsolutePath().toString(),
            url(),
            identity,
            subprotocol));
  }

  /// Where charge points connect.
  String url() {
    return local.webSocketUrl().toString();
  }

  /// The `--aws-port` of commands.
  String awsPort() {
    return Integer.toString(local.awsEndpoint().getPort());
  }

  /// The `--mqtt-port` of commands.
  String mqttPort() {
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

  private static String cliClassPath() {
    return Repository.file("cli/target/classes")
        + File.pathSeparator
        + Repository.read("cli/target/runtime-classpath").strip();
  }
}
