package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a cloud assembly whose template differs from the synthesized one in one thing.
///
/// @param edit changes the template's resources
record EditedTemplate(Consumer<ObjectNode> edit) implements UnaryOperator<Path> {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// One that grants an action less.
  ///
  /// @param policy what the logical id of the policy begins with
  /// @param action taken out of the policy, where it must stand once
  static EditedTemplate withoutAction(String policy, String action) {
    return new EditedTemplate(resources -> takeOut(resources, policy, action));
  }

  /// One in which a secret has a policy.
  ///
  /// @param id what the secret's logical id begins with
  static EditedTemplate withSecretPolicy(String id, String policy) {
    return new EditedTemplate(resources -> {
      String secret = only(resources, "AWS::SecretsManager::Secret", id).getKey();
      ObjectNode properties =
          resources
              .putObject("AddedPolicy")
              .put("Type", "AWS::SecretsManager::ResourcePolicy")
              .putObject("Properties");
      properties.putObject("SecretId").put("Ref", secret);
      properties.set("ResourcePolicy", JSON.readTree(policy));
    });
  }

  /// One with a resource that has other properties.
  ///
  /// @param type of the resource
  /// @param id what its logical id begins with
  /// @param change to its properties, at a JSON pointer
  static EditedTemplate changed(String type, String id, String pointer, String change) {
    return new EditedTemplate(resources -> {
      int name = pointer.lastIndexOf('/');
      JsonNode properties = only(resources, type, id).getValue().path("Properties");
      ObjectNode owner = (ObjectNode) properties.at(pointer.substring(0, name));
      owner.set(pointer.substring(name + 1), JSON.readTree(change));
    });
  }

  @Override
  public Path apply(Path assembly) {
    try (Stream<Path> parts = Files.list(assembly)) {
      Path edited = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "edited-");
      for (Path part : parts.toList()) {
        Path copy = edited.resolve(part.getFileName());
        if (part.toString().endsWith(".template.json")) {
          JsonNode template = JSON.readTree(part);
          edit.accept((ObjectNode) template.path("Resources"));
          Files.writeString(copy, template.toString());
        } else {
          Files.createSymbolicLink(copy, part.toAbsolutePath());
        }
      }
      return edited;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map.Entry<String, JsonNode> only(ObjectNode resources, String type, String id) {
    List<Map.Entry<String, JsonNode>> found =
        resources.properties().stream()
            .filter(resource -> resource.getKey().startsWith(id))
            .filter(resource -> resource.getValue().path("Type").asString().equals(type))
            .toList();
    assertThat(found).as("%s %s…", type, id).hasSize(1);
    return found.getFirst();
  }

  private static void takeOut(ObjectNode resources, String policy, String action) {
    List<JsonNode> statements =
        resources.properties().stream()
            .filter(resource -> resource.getKey().startsWith(policy))
            .flatMap(resource ->
                resource.getValue().at("/Properties/PolicyDocument/Statement").valueStream())
            .filter(statement -> actions(statement).contains(action))
            .toList();
    assertThat(statements).as("%s in %s", action, policy).hasSize(1);
    ArrayNode left = JSON.createArrayNode();
    actions(statements.getFirst()).stream().filter(each -> !each.equals(action)).forEach(left::add);
    ((ObjectNode) statements.getFirst()).set("Action", left);
  }

  private static List<String> actions(JsonNode statement) {
    JsonNode actions = statement.path("Action");
    return actions.isArray()
        ? actions.valueStream().map(JsonNode::asString).toList()
        : List.of(actions.asString());
  }
}
