package io.ocppgateway.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AttributesTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"CP1\" | {\"S\":\"CP1\"}",
        "1795364674626 | {\"N\":\"1795364674626\"}",
        "0.5 | {\"N\":\"0.5\"}",
        "true | {\"BOOL\":true}",
        "null | {\"NULL\":true}",
        "[2,\"a\"] | {\"L\":[{\"N\":\"2\"},{\"S\":\"a\"}]}",
        "{\"soc\":80} | {\"M\":{\"soc\":{\"N\":\"80\"}}}",
        "[] | {\"L\":[]}"
      })
  void eachKindOfJsonIsAnAttributeOfItsOwnType(String value, String attribute) {
    ObjectNode item = JSON.createObjectNode().set("a", JSON.readTree(value));

    JsonNode written = Attributes.of(item);

    assertThat(written.path("a")).isEqualTo(JSON.readTree(attribute));
  }
}
