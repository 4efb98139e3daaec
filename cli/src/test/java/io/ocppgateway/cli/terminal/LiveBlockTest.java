package io.ocppgateway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is sent to the terminal, code by code.
class LiveBlockTest {

  private final StringWriter terminal = new StringWriter();
  private final LiveBlock block = new LiveBlock(new PrintWriter(terminal));

  @Test
  void firstDrawingTakesNothingBack() {
    block.draw(List.of("one", "two"), 80);

    assertThat(terminal).hasToString("one\u001B[K\ntwo\u001B[K\n\u001B[J");
  }

  @Test
  void nextDrawingStandsInTheSamePlace() {
    block.draw(List.of("one", "two"), 80);
    terminal.getBuffer().setLength(0);

    block.draw(List.of("three"), 80);

    assertThat(terminal).hasToString("\u001B[2Fthree\u001B[K\n\u001B[J");
  }

  @Test
  void linesAreCutBeforeTheLastColumn() {
    block.draw(List.of("0123456789"), 8);

    assertThat(terminal.toString()).startsWith("0123456\u001B[K");
  }

  @Test
  void stylesTakeNoRoomAndEndWithTheLine() {
    block.draw(List.of("\u001B[1mbold\u001B[0m and more"), 8);

    assertThat(terminal.toString()).startsWith("\u001B[1mbold\u001B[0m an\u001B[0m\u001B[K");
  }

  @Test
  void terminalThatBecameNarrowerHasWrappedWhatStoodThere() {
    block.draw(List.of("x".repeat(70), "y".repeat(30)), 80);
    terminal.getBuffer().setLength(0);

    block.draw(List.of("z"), 40);

    assertThat(terminal.toString()).startsWith("\u001B[3F");
  }

  @Test
  void whatWasSaidBetweenTwoDrawingsStays() {
    block.draw(List.of("one"), 80);
    terminal.getBuffer().setLength(0);

    block.leave();
    block.draw(List.of("two"), 80);

    assertThat(terminal).hasToString("two\u001B[K\n\u001B[J");
  }

  @Test
  void terminalOfOneColumnIsSurvived() {
    block.draw(List.of("abc"), 1);
    block.draw(List.of("abc"), 1);

    assertThat(terminal.toString()).doesNotContain("abc");
  }
}
