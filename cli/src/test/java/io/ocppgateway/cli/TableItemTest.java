package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableItemTest {

  @Test
  void jsonHasTheValuesWithoutDynamoDbsTypes() {
    TableItem item =
        new TableItem(
            Map.of(
                "text", AttributeValue.fromS("CP1"),
                "number", AttributeValue.fromN("1700000000000"),
                "decimal", AttributeValue.fromN("1.50"),
                "flag", AttributeValue.fromBool(true),
                "nothing", AttributeValue.fromNul(true),
                "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("hi")),
                "set", AttributeValue.fromSs(List.of("a", "b")),
                "numbers", AttributeValue.fromNs(List.of("1", "2")),
                "map",
                    AttributeValue.fromM(
                        Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromN("1")))))));

    String json = item.json();

    assertThat(json)
        .isEqualTo(
            "{\"bytes\":\"aGk=\",\"decimal\":1.50,\"flag\":true,\"map\":{\"list\":[1]},"
                + "\"nothing\":null,\"number\":1700000000000,\"numbers\":[1,2],"
                + "\"set\":[\"a\",\"b\"],\"text\":\"CP1\"}");
  }

  @Test
  void missingAttributeIsAnEmptyCell() {
    TableItem item = new TableItem(Map.of());

    String cell = item.cell("enabled");

    assertThat(cell).isEmpty();
  }

  @Test
  void longAttributeIsCut() {
    TableItem item = new TableItem(Map.of("answer", AttributeValue.fromS("x".repeat(200))));

    String cell = item.cell("answer");

    assertThat(cell).hasSize(80).endsWith("x…");
  }
}
