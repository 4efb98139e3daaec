package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a cloud assembly whose template grants one action less.
///
/// @param policy what the logical id of the policy begins with
/// @param action taken out of the policy, where it must stand once
record LessPermission(String policy, String action) implements UnaryOperator<Path> {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Path apply(Path assembly) {
    try (Stream<Path> parts = Files.list(assembly)) {
      Path edited = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "less-");
      for (Path part : parts.toList()) {
        Path copy = edited.resolve(part.getFileName());
        if (part.toString().endsWith(".template.json")) {
          Files.writeString(copy, without(JSON.readTree(part)).toString());
        } else {
          Files.createSymbolicLink(copy, part.toAbsolutePath());
        }
      }
      return edited;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode without(JsonNode template) {
    List<JsonNode> statements =
        template.path("Resources").properties().stream()
            .filter(resource -> resource.getKey().startsWith(policy))
            .flatMap(resource ->
                resource.getValue().at("/Properties/PolicyDocument/Statement").valueStream())
            .filter(statement -> actions(statement).contains(action))
            .toList();
    assertThat(statements).as("%s in %s", action, policy).hasSize(1);
    ObjectNode statement = (ObjectNode) statements.getFirst();
    ArrayNode left = JSON.createArrayNode();
    actions(statement).stream().filter(each -> !each.equals(action)).forEach(left::add);
    statement.set("Action", left);
    return template;
  }

  private static List<String> actions(JsonNode statement) {
    JsonNode actions = statement.path("Action");
    return actions.isArray()
        ? actions.valueStream().map(JsonNode::asString).toList()
        : List.of(actions.asString());
  }
}
