package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndLinesEndWithoutSpaces() {
    TextTable table =
        new TextTable(
            List.of("id", "value"),
            List.of(List.of("CP1", "1"), List.of("DE*ABC*E1", ""), List.of("Ü", "three")));

    List<String> lines = table.lines();

    assertThat(lines)
        .containsExactly(
            "id         value", //
            "CP1        1",
            "DE*ABC*E1",
            "Ü          three");
  }
}
