package io.ocppgateway.lambdas.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShadowChangesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{}|{}",
        "{}|{\"a\":1}|{\"a\":1}",
        "{\"a\":1}|{\"a\":1}|{\"a\":1}",
        "{\"a\":1}|{}|{\"a\":null}",
        "{\"a\":{\"b\":1,\"c\":2}}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1,\"c\":null}}",
        "{\"a\":{\"b\":1}}|{}|{\"a\":null}",
        "{\"a\":{\"b\":1}}|{\"a\":2}|{\"a\":2}",
        "{\"a\":2}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
        "{\"a\":[1,2]}|{\"a\":[3]}|{\"a\":[3]}"
      })
  void whatVanishedIsNull(String present, String wanted, String expected) {
    ObjectNode changes = ShadowChanges.replacing(object(present), object(wanted));

    assertThat(changes).isEqualTo(object(expected));
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
