package io.ocppgateway.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ShellTest {

  private static final InputStream NOTHING = InputStream.nullInputStream();
  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

  @Test
  void controlCharactersCannotReachTheTerminal() {
    String foreign = "a\nb\tc\u001B[31md";

    String line = Shell.oneLine(foreign);

    assertThat(line).isEqualTo("a\\nb\\tc\\u001B[31md");
  }

  @Test
  void coloursAreOnlyWhereTheyAreWanted() {
    Shell plain =
        new Shell(NOTHING, NOWHERE, NOWHERE, Ansi.OFF, Map.of(), Terminal.none(), new Stopping());
    Shell coloured =
        new Shell(NOTHING, NOWHERE, NOWHERE, Ansi.ON, Map.of(), Terminal.none(), new Stopping());

    String without = plain.styled("red", "text");
    String with = coloured.styled("red", "text");

    assertThat(without).isEqualTo("text");
    assertThat(with).contains("text").startsWith("\u001B[31m").endsWith("m");
  }
}
