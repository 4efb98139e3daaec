package io.ocppgateway.local.gateway;

import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.secrets.Secrets;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateValue;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The gateway as the template's task definition describes it.
///
/// @param logicalId the task definition's name in the template
/// @param jar the only jar in the directory from which the container's image is built
/// @param environment what the template sets
/// @param secrets the ARN of the secret that a variable is set from, by the variable's name
/// @param startCalls what ECS does to start it, in its execution role, by what it is for
/// @param roles in which its parts act
/// @param healthPath the path on the health port that answers 200 when the gateway is ready
public record GatewayTask(
    String logicalId,
    Path jar,
    Map<String, String> environment,
    Map<String, String> secrets,
    Map<String, List<Call>> startCalls,
    TaskRoles roles,
    String healthPath) {

  /// Copies the maps.
  public GatewayTask {
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
    startCalls = Map.copyOf(startCalls);
  }

  /// Reads the task definition of a template, if it has one.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if it cannot be honoured here
  public static Optional<GatewayTask> of(
      Template template, CloudAssembly assembly, Surroundings surroundings) {
    List<Resource> tasks = template.resources("AWS::ECS::TaskDefinition");
    if (tasks.size() > 1) {
      throw tasks.get(1).properties().fault("a second task definition cannot run here");
    }
    return tasks.stream().findFirst().map(task -> read(task, template, assembly, surroundings));
  }

  /// Whether it ends TLS with certificates that it reads from a secret of the operator's.
  public boolean readsCertificates() {
    return environment.containsKey(GatewayEnvironment.TLS_CERTIFICATES_ARN);
  }

  /// These secrets, and those that it reads certificates from, which are the operator's in AWS and
  /// files here.
  public Secrets withCertificates(Secrets secrets, TlsFiles files) {
    Secrets all =
        secrets.with(
            environment.getOrDefault(GatewayEnvironment.TLS_CERTIFICATES_ARN, ""), files::secret);
    String authorities = environment.get(GatewayEnvironment.CLIENT_CA_ARN);
    return authorities == null ? all : all.with(authorities, files::clientAuthoritiesSecret);
  }

  private static GatewayTask read(
      Resource task, Template template, CloudAssembly assembly, Surroundings surroundings) {
    List<TemplateValue> containers = task.properties().get("ContainerDefinitions").items();
    if (containers.size() != 1) {
      throw task.properties()
          .fault("%d containers; exactly one can run here".formatted(containers.size()));
    }
    TemplateValue container = containers.getFirst();
    Map<String, String> secrets = variables(container, "Secrets", "ValueFrom");
    return new GatewayTask(
        task.logicalId(),
        jar(container.get("Image"), assembly),
        variables(container, "Environment", "Value"),
        secrets,
        new StartCalls(surroundings).of(container, secrets),
        TaskRoles.of(task, new Roles(template), surroundings),
        healthPath(template));
  }

  private static Path jar(TemplateValue image, CloudAssembly assembly) {
    Path directory =
        assembly
            .imageDirectory(image.text())
            .orElseThrow(
                () -> image.fault("the cloud assembly has no image asset for " + image.text()));
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      if (jars.size() != 1) {
        throw image.fault(
            "%s holds %d jars; exactly one can run".formatted(directory, jars.size()));
      }
      return jars.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the image's directory " + directory, e);
    }
  }

  private static Map<String, String> variables(
      TemplateValue container, String property, String value) {
    Map<String, String> variables = new LinkedHashMap<>();
    container
        .find(property)
        .map(TemplateValue::items)
        .orElse(List.of())
        .forEach(
            variable -> variables.put(variable.get("Name").text(), variable.get(value).text()));
    return variables;
  }

  private static String healthPath(Template template) {
    return template.resources("AWS::ElasticLoadBalancingV2::TargetGroup").stream()
        .map(group -> group.properties().textOr("HealthCheckPath", "/"))
        .findFirst()
        .orElse("/");
  }
}
