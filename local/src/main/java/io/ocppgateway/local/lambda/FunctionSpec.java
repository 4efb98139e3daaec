package io.ocppgateway.local.lambda;

import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A function as the template describes it.
///
/// @param logicalId its name in the template
/// @param name its name in Lambda
/// @param arn its ARN without a qualifier
/// @param jar its code
/// @param handler as in `package.Class::method`
/// @param environment what the template sets, without what the runtime adds
/// @param logGroup the name of what takes its log
/// @param logLevel the application log level, empty where the template names none
/// @param memoryMegabytes what the function believes to have; no limit here
/// @param timeout after which an invocation is given up
/// @param snapStart whether versions start from a snapshot, so that hooks run
record FunctionSpec(
    String logicalId,
    String name,
    String arn,
    Path jar,
    String handler,
    Map<String, String> environment,
    String logGroup,
    String logLevel,
    int memoryMegabytes,
    Duration timeout,
    boolean snapStart) {

  FunctionSpec {
    environment = Map.copyOf(environment);
  }

  /// Whether the function is one that can run here: Java, from a jar.
  static boolean isRunnable(Resource resource) {
    return resource.properties().textOr("Runtime", "").startsWith("java");
  }

  /// Reads a function.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if it cannot be run here
  static FunctionSpec of(Resource resource, CloudAssembly assembly, Surroundings surroundings) {
    TemplateValue properties = resource.properties();
    if (properties.find("Layers").isPresent()) {
      throw properties.fault("layers cannot be honoured here; put everything into the jar");
    }
    TemplateValue key = properties.get("Code").get("S3Key");
    Path jar =
        assembly
            .file(key.text())
            .orElseThrow(() -> key.fault("the cloud assembly has no asset " + key.text()));
    return new FunctionSpec(
        resource.logicalId(),
        resource.physicalName(),
        surroundings.arn("lambda", "function:" + resource.physicalName()),
        jar,
        properties.get("Handler").text(),
        environment(properties),
        logging(properties, "LogGroup", "/aws/lambda/" + resource.physicalName()),
        logging(properties, "ApplicationLogLevel", ""),
        (int) properties.numberOr("MemorySize", 128),
        Duration.ofSeconds(properties.numberOr("Timeout", 3)),
        properties
            .find("SnapStart")
            .map(snapStart -> snapStart.get("ApplyOn").text().equals("PublishedVersions"))
            .orElse(false));
  }

  private static String logging(TemplateValue properties, String name, String otherwise) {
    return properties
        .find("LoggingConfig")
        .map(logging -> logging.textOr(name, otherwise))
        .orElse(otherwise);
  }

  private static Map<String, String> environment(TemplateValue properties) {
    Map<String, String> environment = new LinkedHashMap<>();
    properties
        .find("Environment")
        .flatMap(value -> value.find("Variables"))
        .ifPresent(variables ->
            variables.entries().forEach((name, value) -> environment.put(name, value.text())));
    return environment;
  }
}
