package io.ocppgateway.infra.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the CDK's command line was asked for. It does not tell its app, so that the app looks at
/// who has started it.
public enum CdkCommand {
  /// Prepares an account and region.
  BOOTSTRAP,
  /// Builds the image, uploads everything and changes the stack.
  DEPLOY,
  /// Deploys again with every change.
  WATCH,
  /// Anything else: it needs the template only. Also where nobody can be asked.
  OTHER;

  /// The command line, a shell and `./cpo` stand between a terminal and the app, and npm.
  private static final int GENERATIONS = 8;

  private static final String COMMAND_LINE = "cdk";

  /// The command by which this process was started.
  public static CdkCommand ofCaller() {
    return of(
        Stream.iterate(
                ProcessHandle.current().parent(),
                Optional::isPresent,
                process -> process.flatMap(ProcessHandle::parent))
            .limit(GENERATIONS)
            .flatMap(Optional::stream)
            .map(process -> List.of(process.info().arguments().orElse(new String[0])))
            .toList());
  }

  /// The command among the arguments of processes.
  ///
  /// @param ancestors arguments of each, the nearest first
  static CdkCommand of(List<List<String>> ancestors) {
    return ancestors.stream()
        .flatMap(arguments -> commandOf(arguments).stream())
        .findFirst()
        .orElse(OTHER);
  }

  /// `node …/node_modules/.bin/cdk -c key=value deploy`: options may stand before the command.
  private static Optional<CdkCommand> commandOf(List<String> arguments) {
    int program = 0;
    while (program < arguments.size() && !isCommandLine(arguments.get(program))) {
      program++;
    }
    return arguments.stream()
        .skip(program + 1L)
        .flatMap(argument ->
            Arrays.stream(values())
                .filter(command -> command != OTHER)
                .filter(command -> command.name().toLowerCase(Locale.ROOT).equals(argument)))
        .findFirst();
  }

  private static boolean isCommandLine(String argument) {
    return argument.equals(COMMAND_LINE) || argument.endsWith("/" + COMMAND_LINE);
  }

  boolean isDeploying() {
    return switch (this) {
      case DEPLOY, WATCH -> true;
      case BOOTSTRAP, OTHER -> false;
    };
  }

  /// Whether it changes anything in an account that is chosen for the stack.
  boolean isForAnAccount() {
    return switch (this) {
      case BOOTSTRAP, DEPLOY, WATCH -> true;
      case OTHER -> false;
    };
  }
}
