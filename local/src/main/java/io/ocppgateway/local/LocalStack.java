package io.ocppgateway.local;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.gateway.TlsFiles;
import io.ocppgateway.local.iam.ResourcePolicies;
import io.ocppgateway.local.iot.registry.ThingRegistry;
import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.ocpp.ChargePointId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A synthesized stack at work on this machine.
///
/// [#start] returns when charge points can connect. [#close] ends everything that was started, by
/// process id where it is a process; whoever starts a stack closes it, also when the JVM ends. Safe
/// for every thread.
public final class LocalStack implements AutoCloseable {

  private final String name;
  private final Template template;
  private final Cloud cloud;
  private final MessageRouting routing;
  private final GatewayService service;
  private final Started started;

  private LocalStack(
      String name,
      Template template,
      Cloud cloud,
      MessageRouting routing,
      GatewayService service,
      Started started) {
    this.name = name;
    this.template = template;
    this.cloud = cloud;
    this.routing = routing;
    this.service = service;
    this.started = started;
  }

  /// Starts a stack, and returns when it is ready.
  ///
  /// @throws PortTakenException if a port is in use
  /// @throws io.ocppgateway.local.template.TemplateException if the template asks for what cannot
  ///   be honoured here
  /// @throws io.ocppgateway.local.process.ProcessFailedException if a process does not start
  /// @throws IllegalArgumentException if the cloud assembly or something that is built is missing
  public static LocalStack start(LocalStackOptions options) {
    Started started = new Started();
    try {
      return start(options, started);
    } catch (RuntimeException e) {
      // Whatever it was, nothing may be left running.
      started.close();
      throw e;
    }
  }

  /// Gateways and functions get ready while DynamoDB Local does, which takes longest.
  private static LocalStack start(LocalStackOptions options, Started started) {
    int port = GatewayService.freePort(options.ports().webSocket());
    CloudAssembly assembly = CloudAssembly.read(options.cloudAssembly());
    Cloud cloud = Cloud.start(options, assembly.stackName(), started);
    Template template = assembly.template(cloud.surroundings());
    cloud.access().honour(ResourcePolicies.of(template, cloud.surroundings()));
    MessageRouting routing =
        MessageRouting.deploy(assembly, template, cloud, options.logDirectory(), started);
    register(options.chargePoints(), cloud.iot().registry());
    GatewayService service =
        GatewayService.start(assembly, template, cloud, port, options, started);
    CompletableFuture<Void> warm = CompletableFuture.runAsync(routing.functions()::warmUp);
    createTables(template, cloud, options);
    prime(routing.functions(), warm, options);
    awaitGateways(service, options);
    return new LocalStack(assembly.stackName(), template, cloud, routing, service, started);
  }

  private static void register(List<ChargePointId> chargePoints, ThingRegistry things) {
    chargePoints.forEach(chargePoint -> things.create(chargePoint.thingName(), Map.of()));
  }

  private static void createTables(Template template, Cloud cloud, LocalStackOptions options) {
    cloud.dynamoDb().awaitReady();
    int tables = cloud.dynamoDb().createTables(template);
    options.progress().accept("DynamoDB Local is ready, tables: " + tables);
  }

  /// What functions do before a SnapStart snapshot may need the tables.
  private static void prime(
      Functions functions, CompletableFuture<Void> warm, LocalStackOptions options) {
    try {
      warm.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    functions.prime();
    options.progress().accept("Functions are warm: " + functions.logicalIds().size());
  }

  private static void awaitGateways(GatewayService service, LocalStackOptions options) {
    service.gateways().awaitReady();
    options.progress().accept("Gateways are ready: " + service.gateways().pids().size());
  }

  /// Where charge points connect; their identity is added to the path.
  ///
  /// @throws IllegalStateException if the template has no gateway
  public URI webSocketUrl() {
    if (service.gateways().pids().isEmpty()) {
      throw new IllegalStateException("the template has no task definition, so no gateway runs");
    }
    String scheme = service.tls() == null ? "ws" : "wss";
    return URI.create(scheme + "://localhost:" + service.port());
  }

  /// The certificates that charge points have to trust, PEM; empty if there is no TLS.
  public Optional<Path> trusted() {
    return Optional.ofNullable(service.tls()).map(TlsFiles::trusted);
  }

  /// Where MQTT clients connect over TCP.
  public URI mqttUrl() {
    return URI.create("mqtt://localhost:" + cloud.iot().mqttPort());
  }

  /// Where AWS clients connect: their `AWS_ENDPOINT_URL`.
  public URI awsEndpoint() {
    return cloud.url();
  }

  /// What runs, and what of the template does not.
  public StackSummary summary() {
    return new StackSummary(
        name,
        labels(routing.functions().logicalIds()),
        labels(routing.rules().logicalIds()),
        labels("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
        labels("AWS::SQS::Queue"),
        service.gateways().pids(),
        NotRun.of(template));
  }

  private List<String> labels(List<String> logicalIds) {
    return logicalIds.stream()
        .flatMap(logicalId -> template.resource(logicalId).stream())
        .map(Resource::label)
        .toList();
  }

  private List<String> labels(String... types) {
    return template.resources(types).stream().map(Resource::label).toList();
  }

  /// Whether every process that was started still runs.
  public boolean isHealthy() {
    return cloud.dynamoDb().isAlive() && service.gateways().areAlive();
  }

  /// What passed through until now, as AWS would meter it, and what was dropped.
  public Usage usage() {
    return cloud.meter().usage();
  }

  /// What the template's policies did not allow until now: what would be refused in AWS too.
  public Set<AccessControl.Refused> refusals() {
    return cloud.access().refusals();
  }

  /// The bodies of all messages in the template's queues, the oldest first; they stay there.
  public List<String> deadLetters() {
    List<String> bodies = new ArrayList<>();
    routing.queues().names().forEach(queue -> bodies.addAll(routing.queues().bodies(queue)));
    return bodies;
  }

  /// The registered charge points.
  public ThingRegistry things() {
    return cloud.iot().registry();
  }

  /// Ends everything that was started, in the reverse order. A second call does nothing.
  @Override
  public void close() {
    started.close();
  }
}
