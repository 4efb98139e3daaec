package io.ocppgateway.infra;

import static java.util.stream.Collectors.joining;

import io.ocppgateway.infra.settings.Setting;
import io.ocppgateway.infra.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A cloud assembly, as the command line would deploy it. The usual variants are made once per JVM:
/// the first synthesis takes seconds.
///
/// @param directory what would be `cdk.out`
/// @param stackName name of its one stack
@NullMarked
record Synthesized(Path directory, String stackName) {

  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-1";
  static final Map<String, String> DEPLOY_ENVIRONMENT =
      Map.of(Settings.ACCOUNT_VARIABLE, ACCOUNT, Settings.REGION_VARIABLE, REGION);
  static final Map<String, Object> DOMAIN_CONTEXT =
      Map.of(
          Setting.STACK_NAME.key(), "Another",
          Setting.HEARTBEAT_INTERVAL.key(), 60,
          Setting.VALIDATION.key(), "STRICT",
          Setting.DOMAIN_NAME.key(), "example.com",
          Setting.HOSTED_ZONE_ID.key(), "Z0123456789");

  static final Map<Setting, Object> TLS_AT_THE_GATEWAY =
      Map.of(
          Setting.DOMAIN_NAME, "example.com",
          Setting.HOSTED_ZONE_ID, "Z0123456789",
          Setting.TLS, "GATEWAY",
          Setting.CERTIFICATE_SECRET_ARN, secret("certificate-AbCdEf"),
          Setting.CLIENT_AUTHORITIES_SECRET_ARN, secret("authorities-AbCdEf"),
          Setting.CLIENT_ORGANIZATION, "Acme",
          Setting.SECURITY_PROFILE, 3);

  private static final JsonMapper JSON = new JsonMapper();

  /// No setting at all.
  static Synthesized byDefault() {
    return Default.ASSEMBLY;
  }

  /// A domain whose zone is known, another stack name, heartbeats every 60 s, strict, account and
  /// region.
  static Synthesized withDomain() {
    return WithDomain.ASSEMBLY;
  }

  /// A domain, TLS that ends at the gateway, client certificates.
  static Synthesized withTlsAtTheGateway() {
    return TlsAtTheGateway.ASSEMBLY;
  }

  private static final class TlsAtTheGateway {
    static final Synthesized ASSEMBLY = with("gateway-tls", TLS_AT_THE_GATEWAY);
  }

  private static final class Default {
    static final Synthesized ASSEMBLY = of("default", Map.of(), Map.of());
  }

  private static final class WithDomain {
    static final Synthesized ASSEMBLY = of("domain", DOMAIN_CONTEXT, DEPLOY_ENVIRONMENT);
  }

  /// With some settings, in no account.
  static Synthesized with(String name, Map<Setting, Object> settings) {
    Map<String, Object> context = new HashMap<>();
    settings.forEach((setting, value) -> context.put(setting.key(), value));
    return of(name, context, Map.of());
  }

  /// ARN of a secret.
  ///
  /// @param name with the six characters that Secrets Manager adds
  static String secret(String name) {
    return "arn:aws:secretsmanager:%s:%s:secret:%s".formatted(REGION, ACCOUNT, name);
  }

  static Synthesized of(String name, Map<String, Object> context, Map<String, String> environment) {
    Path directory = emptyDirectory(name);
    app(directory, context, environment).synth();
    return in(directory, context);
  }

  /// Where to synthesize to.
  static Path emptyDirectory(String name) {
    Path directory = Path.of("target", "synthesized", name).toAbsolutePath();
    deleteAll(directory);
    return directory;
  }

  /// What was synthesized already.
  static Synthesized in(Path directory, Map<String, Object> context) {
    Object stackName =
        context.getOrDefault(Setting.STACK_NAME.key(), Setting.STACK_NAME.standard());
    return new Synthesized(directory, stackName.toString());
  }

  /// The app with the context of `cdk.json`, as the command line passes it on.
  static software.amazon.awscdk.App app(
      Path directory, Map<String, Object> context, Map<String, String> environment) {
    JsonNode kept = json(REPOSITORY.resolve("cdk.json")).get("context");
    Map<String, Object> all = new HashMap<>(JSON.convertValue(kept, new TypeReference<>() {}));
    all.putAll(context);
    return App.build(REPOSITORY, directory, all, environment);
  }

  /// What the command line has looked up already, and passes on: `cdk.context.json`.
  static Map<String, Object> lookedUp() {
    return JSON.convertValue(
        json(REPOSITORY.resolve("cdk.context.json")), new TypeReference<>() {});
  }

  /// A text as it would be if account and region were not known.
  static String anywhere(String text) {
    return text.replace(ACCOUNT, "${AWS::AccountId}")
        .replace(REGION, "${AWS::Region}")
        .replace("arn:aws:", "arn:${AWS::Partition}:");
  }

  JsonNode template() {
    return json(directory.resolve(stackName + ".template.json"));
  }

  JsonNode manifest() {
    return json(directory.resolve("manifest.json"));
  }

  JsonNode assets() {
    return json(directory.resolve(stackName + ".assets.json"));
  }

  /// What synthesis found to say, rule by rule.
  Stream<String> findings() {
    return json(directory.resolve("validation-report.json"))
        .findValuesAsString("ruleName")
        .stream();
  }

  /// What was said about a construct while it was synthesized.
  record Message(String path, String text) {}

  Stream<Message> messages() {
    return json(directory.resolve(stackName + ".metadata.json"))
        .propertyStream()
        .flatMap(construct ->
            construct
                .getValue()
                .valueStream()
                .map(entry -> new Message(construct.getKey(), entry.path("data").asString(""))));
  }

  JsonNode output(String name) {
    return template().at("/Outputs/" + name + "/Value");
  }

  /// Every resource by its logical id.
  Map<String, JsonNode> resources() {
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    template().get("Resources").forEachEntry(resources::put);
    return resources;
  }

  /// Every resource of a type.
  List<JsonNode> resources(String type) {
    return resources().values().stream()
        .filter(resource -> resource.get("Type").asString().equals(type))
        .toList();
  }

  /// Properties of the one resource of a type.
  JsonNode only(String type) {
    List<JsonNode> found = resources(type);
    if (found.size() != 1) {
      throw new AssertionError("%d resources of type %s, not one".formatted(found.size(), type));
    }
    return found.getFirst().get("Properties");
  }

  /// Properties of the one resource whose logical id is this, but for the hash at its end.
  JsonNode named(String id) {
    return resources().entrySet().stream()
        .filter(resource -> withoutHash(resource.getKey()).equals(id))
        .map(resource -> resource.getValue().get("Properties"))
        .findAny()
        .orElseThrow(() -> new AssertionError("no resource " + id));
  }

  /// A value with its intrinsics as text: `${AWS::Region}`, `${GatewayServiceLogs.Arn}`,
  /// `${AWS::StackId}.split(/)[2]`. Null reads as `(not set)`, which no test expects.
  static String text(@Nullable JsonNode value) {
    if (value == null) {
      return "(not set)";
    }
    if (!value.isObject()) {
      return value.asString();
    }
    if (value.has("Ref")) {
      return "${" + withoutHash(value.get("Ref").asString()) + "}";
    }
    if (value.has("Fn::GetAtt")) {
      JsonNode path = value.get("Fn::GetAtt");
      return "${" + withoutHash(path.get(0).asString()) + "." + path.get(1).asString() + "}";
    }
    if (value.has("Fn::Join")) {
      JsonNode join = value.get("Fn::Join");
      return join.get(1)
          .valueStream()
          .map(Synthesized::text)
          .collect(joining(join.get(0).asString()));
    }
    if (value.has("Fn::Select")) {
      JsonNode select = value.get("Fn::Select");
      return "%s[%s]".formatted(text(select.get(1)), select.get(0).asString());
    }
    if (value.has("Fn::Split")) {
      JsonNode split = value.get("Fn::Split");
      return "%s.split(%s)".formatted(text(split.get(1)), split.get(0).asString());
    }
    if (value.has("Fn::Sub")) {
      return value.get("Fn::Sub").asString();
    }
    throw new AssertionError("an intrinsic that tests do not know: " + value);
  }

  private static String withoutHash(String logicalId) {
    return logicalId.replaceFirst("[0-9A-F]{8}$", "");
  }

  private static JsonNode json(Path file) {
    return JSON.readTree(file);
  }

  private static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
