package io.ocppgateway.local;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AwsEndpoint;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.dynamodb.DynamoDb;
import io.ocppgateway.local.dynamodb.DynamoDbConfig;
import io.ocppgateway.local.dynamodb.DynamoDbService;
import io.ocppgateway.local.iot.IotConfig;
import io.ocppgateway.local.iot.IotCore;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.usage.UsageEndpoint;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// The AWS account of this machine before anything is deployed to it: its services and the one
/// endpoint before them.
///
/// @param principals whose keys the services know
/// @param access says what they may do
/// @param endpoint takes the requests of AWS clients, for every service that is registered
/// @param dynamoDb may still be starting: [DynamoDb#awaitReady]
/// @param tables the operations on DynamoDB
/// @param surroundings what a template finds here
/// @param meter on which every part counts
record Cloud(
    Clock clock,
    Principals principals,
    AccessControl access,
    AwsEndpoint endpoint,
    DynamoDb dynamoDb,
    DynamoDbService tables,
    IotCore iot,
    Surroundings surroundings,
    UsageMeter meter) {

  /// The address on which everything listens and is reached.
  static final String HOST = "127.0.0.1";

  /// Starts the services.
  ///
  /// @param stackName of the stack that will be deployed
  /// @param started takes each part as it starts
  static Cloud start(LocalStackOptions options, String stackName, Started started) {
    Clock clock = Clock.systemUTC();
    Principals principals = new Principals();
    AccessControl access = new AccessControl();
    UsageMeter meter = new UsageMeter(clock);
    // The slowest first: it starts while everything else does.
    DynamoDb dynamoDb = started.add(startDynamoDb(options));
    Vertx vertx = startVertx(started);
    AwsEndpoint endpoint = started.add(new AwsEndpoint(vertx, principals, access, clock));
    endpoint.start(HOST, options.ports().aws());
    IotCore iot =
        started.add(
            IotCore.start(iotConfig(options, endpoint.port()), principals, access, clock, meter));
    options.progress().accept("IoT Core listens on port " + iot.mqttPort());
    endpoint.register(new UsageEndpoint(meter));
    Surroundings surroundings =
        new Surroundings(stackName, options.region(), url(endpoint).toString());
    DynamoDbService tables = new DynamoDbService(vertx, dynamoDb.port(), surroundings, meter);
    endpoint.register(tables);
    iot.services().forEach(endpoint::register);
    return new Cloud(
        clock, principals, access, endpoint, dynamoDb, tables, iot, surroundings, meter);
  }

  private static Vertx startVertx(Started started) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    started.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    return vertx;
  }

  private static DynamoDb startDynamoDb(LocalStackOptions options) {
    return DynamoDb.start(
        new DynamoDbConfig(
            options.repositoryRoot().resolve("local/dynamodb-local/target/runtime-classpath"),
            options.logDirectory().resolve("dynamodb.log"),
            options.region(),
            data(options, "dynamodb")),
        options.progress());
  }

  private static IotConfig iotConfig(LocalStackOptions options, int endpointPort) {
    return new IotConfig(
        HOST,
        options.ports().mqtt(),
        0,
        options.region(),
        Surroundings.ACCOUNT,
        HOST + ":" + endpointPort,
        data(options, "iot"));
  }

  private static @Nullable Path data(LocalStackOptions options, String part) {
    Path directory = options.dataDirectory();
    return directory == null ? null : directory.resolve(part);
  }

  /// Where AWS clients connect.
  URI url() {
    return url(endpoint);
  }

  private static URI url(AwsEndpoint endpoint) {
    return URI.create("http://%s:%d".formatted(HOST, endpoint.port()));
  }
}
