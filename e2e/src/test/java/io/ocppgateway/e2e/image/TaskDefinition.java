package io.ocppgateway.e2e.image;

import io.ocppgateway.e2e.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one container of a synthesized template's one task definition.
///
/// @param container as it stands in the template
record TaskDefinition(JsonNode container) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// A limit on what a process may have, by the operating system's name of it.
  record Limit(String name, long soft, long hard) {}

  static TaskDefinition of(Path assembly) {
    Path file = assembly.resolve("AwsOcppGatewayStack.template.json");
    List<JsonNode> containers =
        JSON.readTree(Repository.read(file))
            .get("Resources")
            .valueStream()
            .filter(resource -> resource.get("Type").asString().equals("AWS::ECS::TaskDefinition"))
            .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
            .toList();
    if (containers.size() != 1) {
      throw new AssertionError(
          "%s has %d containers; expected one".formatted(file, containers.size()));
    }
    return new TaskDefinition(containers.getFirst());
  }

  boolean isRootReadOnly() {
    return container.path("ReadonlyRootFilesystem").asBoolean(false);
  }

  /// Where a volume is mounted that may be written to.
  List<String> writablePaths() {
    return list("MountPoints")
        .filter(mount -> !mount.path("ReadOnly").asBoolean(false))
        .map(mount -> mount.get("ContainerPath").asString())
        .toList();
  }

  List<Integer> ports() {
    return list("PortMappings").map(port -> port.get("ContainerPort").asInt()).toList();
  }

  Optional<String> user() {
    return container.path("User").asStringOpt();
  }

  List<Limit> limits() {
    return list("Ulimits")
        .map(limit ->
            new Limit(
                limit.get("Name").asString(),
                limit.get("SoftLimit").asLong(),
                limit.get("HardLimit").asLong()))
        .toList();
  }

  Map<String, String> systemControls() {
    Map<String, String> controls = new HashMap<>();
    list("SystemControls")
        .forEach(control ->
            controls.put(control.get("Namespace").asString(), control.get("Value").asString()));
    return controls;
  }

  /// The health check's command, which ECS runs in the container.
  List<String> healthCheck() {
    List<String> command =
        container.at("/HealthCheck/Command").valueStream().map(JsonNode::asString).toList();
    if (command.size() < 2 || !command.getFirst().equals("CMD")) {
      throw new AssertionError("not a command of the form CMD, program, …: " + command);
    }
    return command.subList(1, command.size());
  }

  Duration healthCheckTimeout() {
    return Duration.ofSeconds(container.at("/HealthCheck/Timeout").asInt());
  }

  Duration stopTimeout() {
    return Duration.ofSeconds(container.get("StopTimeout").asInt());
  }

  /// The environment, secrets too.
  ///
  /// @param resolved gives what only a deployed stack knows: names of resources, secrets
  Map<String, String> environment(Map<String, String> resolved) {
    Map<String, String> environment = new HashMap<>();
    Stream.concat(list("Environment"), list("Secrets"))
        .forEach(variable -> {
          String name = variable.get("Name").asString();
          environment.put(
              name, variable.path("Value").asStringOpt().orElseGet(() -> known(name, resolved)));
        });
    return environment;
  }

  private static String known(String name, Map<String, String> resolved) {
    String value = resolved.get(name);
    if (value == null) {
      throw new AssertionError("nothing is known of the variable " + name);
    }
    return value;
  }

  private Stream<JsonNode> list(String property) {
    return container.path(property).valueStream();
  }
}
