package io.ocppgateway.local.dynamodb;

import io.ocppgateway.local.process.ChildProcess;
import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.process.ProcessPlan;
import io.ocppgateway.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// DynamoDB Local at work.
///
/// [#start] returns at once; [#awaitReady] before the first use. Safe for every thread.
public final class DynamoDb implements AutoCloseable {

  private static final String MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ChildProcess process;
  private final int port;

  /// Made while the process starts: loading the SDK takes as long as starting a gateway.
  private final CompletableFuture<DynamoDbClient> client;

  private DynamoDb(ChildProcess process, int port, CompletableFuture<DynamoDbClient> client) {
    this.process = process;
    this.port = port;
    this.client = client;
  }

  /// Starts the process on a free port.
  ///
  /// @param onDeath gets a message for people if it ends by itself
  /// @throws IllegalArgumentException if its class path was not resolved yet
  public static DynamoDb start(DynamoDbConfig config, Consumer<String> onDeath) {
    int port = FreePort.find();
    ProcessPlan plan =
        new ProcessPlan("DynamoDB Local", command(config, port), Map.of(), config.logFile(), GRACE);
    ChildProcess process = ChildProcess.start(plan, onDeath);
    return new DynamoDb(
        process, port, CompletableFuture.supplyAsync(() -> client(config.region(), port)));
  }

  private static List<String> command(DynamoDbConfig config, int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessPlan.java(),
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(config.classPathFile()),
                MAIN,
                // One database for all access keys and regions, as one account has.
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                String.valueOf(port)));
    Path dataDirectory = config.dataDirectory();
    if (dataDirectory == null) {
      command.add("-inMemory");
    } else {
      command.addAll(List.of("-dbPath", created(dataDirectory).toString()));
    }
    return command;
  }

  private static String classPath(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "no class path of DynamoDB Local in %s; build the module local/dynamodb-local first"
              .formatted(file),
          e);
    }
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the data directory " + directory, e);
    }
  }

  private static DynamoDbClient client(String region, int port) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /// Returns when it answers.
  ///
  /// @throws io.ocppgateway.local.process.ProcessFailedException if it does not
  public void awaitReady() {
    process.awaitReady(READY_LIMIT, () -> FreePort.isListening(port));
  }

  /// Creates the template's tables; one that exists already, from an earlier run, stays as it is.
  ///
  /// @return how many the template has
  public int createTables(Template template) {
    List<TableSpec> tables = TableSpec.of(template);
    for (TableSpec table : tables) {
      try {
        client.join().createTable(table.request());
        table.timeToLive().ifPresent(client.join()::updateTimeToLive);
      } catch (ResourceInUseException exists) {
        // Kept from an earlier run in the data directory.
      }
    }
    return tables.size();
  }

  /// The port of the process itself.
  public int port() {
    return port;
  }

  /// Whether the process still runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
    client.thenAccept(DynamoDbClient::close).join();
  }
}
