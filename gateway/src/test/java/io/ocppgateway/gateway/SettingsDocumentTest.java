package io.ocppgateway.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The documents' tables of environment variables hold every variable, no other, and the numbers
/// that are used.
final class SettingsDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final List<Path> DOCUMENTS =
      Stream.of("operations.md", "connecting.md", "commands-and-the-broker.md")
          .map(ROOT.resolve("docs")::resolve)
          .toList();
  private static final Path VARIABLES =
      ROOT.resolve("ocpp/src/main/java/io/ocppgateway/ocpp/environment/GatewayEnvironment.java");

  /// Told where what they are about is explained, not in a table.
  private static final Set<String> TOLD_IN_TEXT =
      Set.of(
          GatewayEnvironment.SECURITY_PROFILE,
          GatewayEnvironment.TLS_ENDS_AT,
          GatewayEnvironment.UNREGISTERED,
          GatewayEnvironment.CREDENTIAL_PEPPER,
          GatewayEnvironment.CREDENTIAL_PEPPER_FILE,
          GatewayEnvironment.IDENTITY_FROM_USER_NAME,
          GatewayEnvironment.SUBPROTOCOL_MISMATCH,
          GatewayEnvironment.ASSUMED_SUBPROTOCOL,
          GatewayEnvironment.COMPRESSION,
          GatewayEnvironment.STRICT_MESSAGE_IDS,
          GatewayEnvironment.PROXY_PROTOCOL_FROM);

  private static final Pattern DECLARED = Pattern.compile("String [A-Z_]+ =\\s+\"([A-Z_]+)\"");

  /// `` | `PORT` | 8080 | ``, or `` | `A_FILE` or `AN_ARN` | ``.
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z_]{4,}`[^|]*)\\|([^|]*)\\|");

  private static final Pattern NAME = Pattern.compile("`([A-Z_]{4,})`");

  /// Causes and reasons have tables of the same form.
  private static final Pattern VARIABLE_TABLE =
      Pattern.compile("(?m)^\\| variable \\|.*\\n\\|[-|]+\\n(?:\\|.*\\n)+");

  @Test
  void everyVariableIsDocumentedAndNoOther() {
    Set<String> documented =
        rows()
            .flatMap(row -> NAME.matcher(row.group(1)).results())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> declared =
        DECLARED
            .matcher(read(VARIABLES))
            .results()
            .map(variable -> variable.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(declared).isNotEmpty();
    assertThat(documented).doesNotContainAnyElementsOf(TOLD_IN_TEXT);
    documented.addAll(TOLD_IN_TEXT);
    assertThat(documented).isEqualTo(declared);
    assertThat(TOLD_IN_TEXT)
        .allSatisfy(name ->
            assertThat(DOCUMENTS).anyMatch(document -> read(document).contains("`" + name)));
  }

  static Stream<Arguments> documentedNumberIsTheDefault() {
    return rows()
        .filter(row -> row.group(2).strip().matches("\\d+"))
        .map(row -> Arguments.of(row.group(1).replace("`", "").strip(), row.group(2).strip()));
  }

  @ParameterizedTest
  @MethodSource
  void documentedNumberIsTheDefault(String variable, String number) {
    GatewayConfig told = config(Map.of(variable, number));
    GatewayConfig another =
        config(Map.of(variable, Integer.toString(Integer.parseInt(number) + 1)));

    GatewayConfig untold = config(Map.of());

    assertThat(told).usingRecursiveComparison().isEqualTo(untold);
    assertThat(another).usingRecursiveComparison().isNotEqualTo(untold);
  }

  private static GatewayConfig config(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put(GatewayEnvironment.CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(GatewayEnvironment.AWS_REGION, "eu-central-1");
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
    environment.putAll(settings);
    return GatewayConfig.of(environment);
  }

  private static Stream<MatchResult> rows() {
    return DOCUMENTS.stream()
        .flatMap(document -> VARIABLE_TABLE.matcher(read(document)).results())
        .flatMap(table -> ROW.matcher(table.group()).results());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
