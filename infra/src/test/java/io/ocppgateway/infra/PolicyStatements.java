package io.ocppgateway.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What policies in a template allow and deny, one action and one resource at a time.
@NullMarked
final class PolicyStatements {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PolicyStatements() {}

  /// One action on one resource.
  ///
  /// @param principal whom it is allowed or denied to; empty in the policy of a role
  record Granted(boolean isAllowed, String action, String resource, String principal) {

    @Override
    public String toString() {
      return "%s %s to %s".formatted(action, resource, principal);
    }
  }

  /// What the policies of resources say, whatever property they stand in; those of roles, and who
  /// may assume roles, are not among them.
  static List<Granted> ofResources(Synthesized stack) {
    return stack.resources().values().stream()
        .filter(resource -> !resource.get("Type").asString().startsWith("AWS::IAM::"))
        .flatMap(resource -> resource.path("Properties").valueStream())
        .flatMap(property -> document(property).stream())
        .flatMap(document -> of(document).stream())
        .toList();
  }

  /// What a policy document says.
  static List<Granted> of(JsonNode document) {
    return document
        .get("Statement")
        .valueStream()
        .flatMap(statement ->
            each(statement.get("Action"))
                .flatMap(action ->
                    each(statement.get("Resource"))
                        .flatMap(resource ->
                            principals(statement.path("Principal"))
                                .map(principal ->
                                    new Granted(
                                        statement.get("Effect").asString().equals("Allow"),
                                        action.asString(),
                                        anywhere(resource),
                                        principal)))))
        .toList();
  }

  /// The policy document that a property is, as JSON or as text that holds JSON.
  private static Optional<JsonNode> document(JsonNode property) {
    if (property.path("Statement").isArray()) {
      return Optional.of(property);
    }
    boolean isText = property.isString() || property.has("Fn::Join");
    if (!isText || !property.toString().contains("\\\"Statement\\\"")) {
      return Optional.empty();
    }
    return Optional.of(JSON.readTree(Synthesized.text(property)));
  }

  private static Stream<String> principals(JsonNode principal) {
    if (principal.isMissingNode()) {
      return Stream.of("");
    }
    return principal.isString()
        ? Stream.of(principal.asString())
        : principal.properties().stream()
            .map(Map.Entry::getValue)
            .flatMap(PolicyStatements::each)
            .map(PolicyStatements::anywhere);
  }

  private static String anywhere(JsonNode value) {
    return Synthesized.anywhere(Synthesized.text(value));
  }

  private static Stream<JsonNode> each(JsonNode oneOrMore) {
    return oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore);
  }
}
