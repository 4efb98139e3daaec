package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// One run of the command line in this process, without colours.
///
/// @param exitCode as the shell would see it
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  /// @param input what is piped in
  static CommandRun withInput(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Ansi.OFF,
            Map.of(),
            Terminal.none(),
            new Stopping());
    int exitCode = Cpo.commandLine(shell).execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
