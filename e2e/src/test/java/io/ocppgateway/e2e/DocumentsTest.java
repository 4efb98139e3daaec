package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The documents name what exists: a map that is not tested lies.
class DocumentsTest {

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+");
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z][A-Za-z0-9]*)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  /// Names in camel case that are no types of ours: OCPP's, AWS's and the template's words, and
  /// what an example makes.
  private static final Set<String> OTHERS_WORDS =
      Set.of(
          "AuthorizeTranslation",
          "BootNotification",
          "StatusNotification",
          "NotImplemented",
          "InternalError",
          "DescribeThing",
          "DescribeEndpoint",
          "CreateThing",
          "DataTransfer",
          "ChargePoints",
          "ProcessedMessages",
          "DeadLetters",
          "AwsOcppGatewayStack",
          "TriggerMessage",
          "ContainerImage",
          "CfnTopicRule",
          "RequestHandler",
          "RequestStreamHandler",
          "MessageTypeNotSupported");

  @ParameterizedTest
  @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
  void everyTypeThatADocumentNamesExists(String document) {
    Set<String> types =
        Repository.sources(".java")
            .flatMap(file -> DECLARATION.matcher(Repository.read(file)).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    List<String> named =
        CODE.matcher(Repository.read(document))
            .results()
            .map(match -> match.group(1))
            .filter(TYPE_NAME.asMatchPredicate())
            .filter(name -> !OTHERS_WORDS.contains(name))
            .toList();

    assertThat(named).isNotEmpty();
    assertThat(types).containsAll(named);
  }

  @Test
  void everyLinkToAFileLeadsSomewhere() {
    List<Path> documents =
        Stream.of("", "docs", "docs/adr")
            .flatMap(directory -> Repository.files(directory, ".md"))
            .toList();

    List<String> broken =
        documents.stream()
            .flatMap(document ->
                LINK.matcher(Repository.read(document))
                    .results()
                    .map(match -> match.group(1))
                    .filter(target -> !target.contains("://"))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .map(target -> document.getFileName() + " → " + target))
            .toList();

    assertThat(broken).isEmpty();
  }
}
