package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iam.LogCalls;
import io.ocppgateway.local.iam.Role;
import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.TemplateValue;
import io.ocppgateway.local.usage.UsageMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Java functions of a template at work. Safe for every thread.
public final class Functions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

  private final Map<String, Deployed> byName = new LinkedHashMap<>();
  private final Map<Path, FunctionClassLoader> classesByJar = new HashMap<>();
  private final Output output = Output.install();
  private final AsyncInvocations async;
  private final FunctionsConfig config;
  private final Destinations destinations;
  private final Roles roles;
  private final Clock clock;
  private final UsageMeter meter;

  private Functions(
      FunctionsConfig config, Destinations destinations, Clock clock, UsageMeter meter) {
    this.config = config;
    this.destinations = destinations;
    roles = new Roles(config.template());
    this.clock = clock;
    this.meter = meter;
    async = new AsyncInvocations(destinations, clock, meter);
  }

  /// Loads the functions; none of their code runs before [#warmUp].
  ///
  /// @param destinations take the events on which functions failed
  /// @throws io.ocppgateway.local.template.TemplateException if a function cannot be honoured here
  public static Functions load(
      FunctionsConfig config, Destinations destinations, Clock clock, UsageMeter meter) {
    Functions functions = new Functions(config, destinations, clock, meter);
    try {
      config.template().resources("AWS::Lambda::Function").stream()
          .filter(FunctionSpec::isRunnable)
          .forEach(resource -> functions.add(resource));
      return functions;
    } catch (RuntimeException e) {
      // Whatever it was, standard output must lead to the terminal again.
      functions.close();
      throw e;
    }
  }

  /// Whether a function of the template is one that runs here.
  public static boolean isRunnable(Resource function) {
    return FunctionSpec.isRunnable(function);
  }

  private void add(Resource resource) {
    FunctionSpec spec = FunctionSpec.of(resource, config.assembly(), config.surroundings());
    Principal.RoleSession session = session(resource);
    byName.put(
        spec.name(),
        new Deployed(
            new LambdaFunction(
                spec,
                session,
                classesByJar.computeIfAbsent(spec.jar(), FunctionClassLoader::new),
                environment(spec, session),
                output,
                log(spec, session),
                clock,
                meter.function(spec.logicalId(), spec.name())),
            AsyncPolicy.of(config.template(), resource, destinations::isQueue)));
  }

  /// What a function writes is lost where its role may not write it down, and it works on.
  private OutputStream log(FunctionSpec spec, Principal.RoleSession session) {
    return config.access().allows(session, LogCalls.toWrite(spec.logGroup(), config.surroundings()))
        ? Output.open(config.logDirectory().resolve(spec.logicalId() + ".log"))
        : OutputStream.nullOutputStream();
  }

  private Principal.RoleSession session(Resource function) {
    TemplateValue roleArn = function.properties().get("Role");
    Role role = roles.get(roleArn);
    if (!role.isAssumableBy(Principal.Service.LAMBDA.name())) {
      throw roleArn.fault(
          "Lambda cannot assume %s: its trust policy does not allow %s"
              .formatted(role, Principal.Service.LAMBDA.name()));
    }
    return new Principal.RoleSession(role, function.physicalName());
  }

  /// What the template sets, and what Lambda's runtime adds.
  private Map<String, String> environment(FunctionSpec spec, Principal.RoleSession session) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.putAll(config.principals().issue(session).environment());
    environment.put("AWS_ENDPOINT_URL", config.surroundings().awsEndpoint());
    environment.put("AWS_REGION", config.surroundings().region());
    environment.put("AWS_DEFAULT_REGION", config.surroundings().region());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(spec.memoryMegabytes()));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    if (!spec.logLevel().isEmpty()) {
      environment.put("AWS_LAMBDA_LOG_LEVEL", spec.logLevel());
    }
    return environment;
  }

  /// Makes the first instance of each function.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if one cannot start
  public void warmUp() {
    byName.values().forEach(deployed -> deployed.function().warmUp());
  }

  /// Runs the SnapStart hooks of the first instances. They may use AWS, so its endpoint must
  /// answer.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if one throws
  public void prime() {
    byName.values().forEach(deployed -> deployed.function().prime());
  }

  /// Whether there is a function of this name or ARN, which may name a version or alias.
  public boolean contains(String nameOrArn) {
    return find(nameOrArn).isPresent();
  }

  /// Accepts an event for a function and returns; the template's retries and destinations apply.
  ///
  /// @throws IllegalStateException if there is no such function, or too many events wait
  public void invokeAsync(String nameOrArn, byte[] event) {
    Deployed deployed = byName.get(nameOf(nameOrArn));
    if (deployed == null) {
      throw new IllegalStateException("there is no function " + nameOrArn);
    }
    async.submit(deployed.function(), deployed.policy(), event);
  }

  /// The functions' logical ids, in the template's order.
  public List<String> logicalIds() {
    return byName.values().stream()
        .map(deployed -> deployed.function().spec().logicalId())
        .toList();
  }

  /// The functions' names in Lambda, in the template's order.
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<LambdaFunction> find(String nameOrArn) {
    return Optional.ofNullable(byName.get(nameOf(nameOrArn))).map(Deployed::function);
  }

  /// The ARN of a function, whether there is one or not.
  ///
  /// @param nameOrArn may name a version or alias
  /// @param qualifier a version or alias beside that; empty for none
  String arn(String nameOrArn, String qualifier) {
    String arn =
        nameOrArn.startsWith("arn:")
            ? nameOrArn
            : config.surroundings().arn("lambda", "function:" + nameOrArn);
    return qualifier.isEmpty() ? arn : arn + ":" + qualifier;
  }

  /// `arn:aws:lambda:region:account:function:name:alias`, `name:alias` or `name`.
  private static String nameOf(String nameOrArn) {
    String[] parts = nameOrArn.split(":", -1);
    return nameOrArn.startsWith("arn:") && parts.length > 6 ? parts[6] : parts[0];
  }

  @Override
  public void close() {
    async.close();
    byName.values().forEach(deployed -> deployed.function().close());
    List<FunctionClassLoader> loaders = new ArrayList<>(classesByJar.values());
    for (FunctionClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        LOG.atWarn().setCause(e).log("A function's jar was not closed");
      }
    }
    output.close();
  }

  private record Deployed(LambdaFunction function, AsyncPolicy policy) {}
}
