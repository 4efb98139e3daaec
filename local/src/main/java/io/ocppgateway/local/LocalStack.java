package io.ocppgateway.local;

import io.ocppgateway.local.aws.AwsEndpoint;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.dynamodb.DynamoDb;
import io.ocppgateway.local.dynamodb.DynamoDbConfig;
import io.ocppgateway.local.dynamodb.DynamoDbService;
import io.ocppgateway.local.gateway.GatewayTask;
import io.ocppgateway.local.gateway.Gateways;
import io.ocppgateway.local.iot.IotConfig;
import io.ocppgateway.local.iot.IotCore;
import io.ocppgateway.local.iot.registry.ThingRegistry;
import io.ocppgateway.local.lambda.FunctionCounts;
import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.lambda.FunctionsConfig;
import io.ocppgateway.local.lambda.LambdaService;
import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.rules.RuleCounts;
import io.ocppgateway.local.rules.RuleEngine;
import io.ocppgateway.local.sqs.Queues;
import io.ocppgateway.local.sqs.SqsService;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A synthesized stack at work on this machine.
///
/// [#start] returns when charge points can connect. [#close] ends everything that was started, by
/// process id where it is a process; whoever starts a stack closes it, also when the JVM ends. Safe
/// for every thread.
public final class LocalStack implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String PORT_OPTION = "--websocket-port";

  private final LocalStackOptions options;
  private final Started started = new Started();
  private final Clock clock = Clock.systemUTC();
  private final Principals principals = new Principals();
  private final CloudAssembly assembly;
  private final Vertx vertx;
  private final DynamoDb dynamoDb;
  private final AwsEndpoint endpoint;
  private final IotCore iot;
  private final Template template;
  private final Surroundings surroundings;
  private final Queues queues;
  private final Functions functions;
  private final RuleEngine rules;
  private final List<String> tables;
  private final int webSocketPort;
  private final @Nullable Gateways gateways;

  private LocalStack(LocalStackOptions options) {
    this.options = options;
    try {
      createDirectory(options.logDirectory());
      webSocketPort = freeWebSocketPort();
      assembly = CloudAssembly.read(options.cloudAssembly());
      // The slowest first: it starts while everything else does.
      dynamoDb = started.add(startDynamoDb());
      vertx = newVertx();
      endpoint = started.add(new AwsEndpoint(vertx, principals, clock, Surroundings.ACCOUNT));
      endpoint.start(HOST, options.ports().aws());
      surroundings =
          new Surroundings(assembly.stackName(), options.region(), awsEndpoint().toString());
      iot = started.add(startIot());
      template = assembly.template(surroundings);
      queues = Queues.of(template, surroundings, clock);
      functions = started.add(loadFunctions());
      rules = started.add(RuleEngine.of(template, targets()));
      registerServices();
      iot.onPublish(rules::onPublish);
      registerChargePoints();
      gateways = startGateways();
      CompletableFuture<Void> warm = CompletableFuture.runAsync(functions::warmUp);
      tables = createTables();
      join(warm.thenRun(functions::prime));
      options.progress().accept("Functions are warm: " + functions.counts().size());
      awaitGateways();
    } catch (RuntimeException e) {
      // Whatever it was, nothing may be left running.
      started.close();
      throw e;
    }
  }

  /// Starts a stack, and returns when it is ready.
  ///
  /// @throws PortTakenException if a port is in use
  /// @throws io.ocppgateway.local.template.TemplateException if the template asks for what cannot
  ///   be honoured here
  /// @throws io.ocppgateway.local.process.ProcessFailedException if a process does not start
  /// @throws IllegalArgumentException if the cloud assembly or something that is built is missing
  public static LocalStack start(LocalStackOptions options) {
    return new LocalStack(options);
  }

  private static void createDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the directory " + directory, e);
    }
  }

  /// Gateways share their port with whoever else of this user listens on it, so that a second stack
  /// would go unnoticed.
  private int freeWebSocketPort() {
    int port = options.ports().webSocket();
    if (port == 0) {
      return FreePort.find();
    }
    FreePort.reasonTaken(port)
        .ifPresent(reason -> {
          throw new PortTakenException(port, "charge points", PORT_OPTION, reason);
        });
    return port;
  }

  private Vertx newVertx() {
    Vertx made = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    started.add(() -> made.close().toCompletionStage().toCompletableFuture().join());
    return made;
  }

  private DynamoDb startDynamoDb() {
    return DynamoDb.start(
        new DynamoDbConfig(
            options.repositoryRoot().resolve("local/dynamodb-local/target/runtime-classpath"),
            options.logDirectory().resolve("dynamodb.log"),
            options.region(),
            data("dynamodb")),
        options.progress());
  }

  private IotCore startIot() {
    IotCore core =
        IotCore.start(
            new IotConfig(
                HOST,
                options.ports().mqtt(),
                0,
                options.region(),
                Surroundings.ACCOUNT,
                HOST + ":" + endpoint.port(),
                data("iot")),
            principals,
            clock);
    options.progress().accept("IoT Core listens on port " + core.mqttPort());
    return core;
  }

  private @Nullable Path data(String part) {
    Path directory = options.dataDirectory();
    if (directory == null) {
      return null;
    }
    createDirectory(directory.resolve(part));
    return directory.resolve(part);
  }

  private Functions loadFunctions() {
    return Functions.load(
        new FunctionsConfig(assembly, template, surroundings, principals, options.logDirectory()),
        queues::contains,
        queues::send,
        clock);
  }

  private TemplateTargets targets() {
    return new TemplateTargets(functions, queues, dynamoDb, iot);
  }

  private void registerServices() {
    endpoint.register(new DynamoDbService(vertx, dynamoDb.port()));
    endpoint.register(new SqsService(queues, options.region()));
    endpoint.register(new LambdaService(functions));
    iot.services().forEach(endpoint::register);
  }

  private List<String> createTables() {
    dynamoDb.awaitReady();
    List<String> names = dynamoDb.createTables(template);
    options.progress().accept("DynamoDB Local is ready, tables: " + names.size());
    return names;
  }

  private void registerChargePoints() {
    options
        .chargePoints()
        .forEach(chargePoint -> iot.registry().create(chargePoint.thingName(), Map.of()));
  }

  private @Nullable Gateways startGateways() {
    Optional<GatewayTask> task = GatewayTask.of(template, assembly);
    if (task.isEmpty()) {
      return null;
    }
    return started.add(
        Gateways.start(
            task.get(),
            options.gateways(),
            gatewayEnvironment(),
            options.logDirectory(),
            options.progress()));
  }

  private void awaitGateways() {
    if (gateways != null) {
      gateways.awaitReady();
      options.progress().accept("Gateways are ready: " + gateways.pids().size());
    }
  }

  private Map<String, String> gatewayEnvironment() {
    Map<String, String> environment = new HashMap<>(principals.issue("gateway").environment());
    environment.put(GatewayEnvironment.PORT, String.valueOf(webSocketPort));
    environment.put(
        GatewayEnvironment.BROKER_URL, "ws://%s:%d/mqtt".formatted(HOST, iot.webSocketPort()));
    environment.put("AWS_ENDPOINT_URL", awsEndpoint().toString());
    environment.put("AWS_REGION", options.region());
    environment.put(GatewayEnvironment.LOG_FORMAT, "text");
    return environment;
  }

  private static void join(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Where charge points connect; their identity is added to the path.
  ///
  /// @throws IllegalStateException if the template has no gateway
  public URI webSocketUrl() {
    if (gateways == null) {
      throw new IllegalStateException("the template has no task definition, so no gateway runs");
    }
    return URI.create("ws://localhost:" + webSocketPort);
  }

  /// Where MQTT clients connect over TCP.
  public URI mqttUrl() {
    return URI.create("mqtt://localhost:" + iot.mqttPort());
  }

  /// Where AWS clients connect: their `AWS_ENDPOINT_URL`.
  public URI awsEndpoint() {
    return URI.create("http://%s:%d".formatted(HOST, endpoint.port()));
  }

  /// What runs, and what of the template does not.
  public StackSummary summary() {
    return new StackSummary(
        assembly.stackName(),
        functions.counts().stream().map(FunctionCounts::name).toList(),
        rules.counts().stream().map(RuleCounts::name).toList(),
        tables,
        queues.names(),
        gateways == null ? List.of() : gateways.pids(),
        NotRun.of(template));
  }

  /// Whether every process that was started still runs.
  public boolean isHealthy() {
    return dynamoDb.isAlive() && (gateways == null || gateways.areAlive());
  }

  /// What each rule has done.
  public List<RuleCounts> rules() {
    return rules.counts();
  }

  /// What each function has done.
  public List<FunctionCounts> functions() {
    return functions.counts();
  }

  /// The bodies of all messages in the template's queues, the oldest first; they stay there.
  public List<String> deadLetters() {
    List<String> bodies = new ArrayList<>();
    queues.names().forEach(name -> bodies.addAll(queues.bodies(name)));
    return bodies;
  }

  /// The registered charge points.
  public ThingRegistry things() {
    return iot.registry();
  }

  /// Ends everything that was started, in the reverse order. A second call does nothing.
  @Override
  public void close() {
    started.close();
  }
}
