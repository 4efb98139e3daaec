package io.ocppgateway.cli;

import io.ocppgateway.cli.register.RegisterCommand;
import io.ocppgateway.cli.register.UnregisterCommand;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.synth.SynthException;
import io.ocppgateway.simulator.fleet.Fleet;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line. Exit codes: 0 done, 1 not done, 2 not understood.
@Command(
    name = "cpo",
    description = "A charge point operator on AWS, and the same on this machine.",
    footer = {
      "%nTo begin:",
      "  ./cpo local",
      "  and in a second terminal",
      "  ./cpo simulate --url ws://localhost:8080 --cp-id CP1",
      "%nTo go to AWS, the CDK's commands with the CDK's options:",
      "  ./cpo bootstrap, diff, deploy, destroy"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "cpo 0.1.0")
public final class Cpo implements Runnable {

  private static final int WIDTH = 100;

  @Spec private CommandSpec command = CommandSpec.create();

  private Cpo() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess();
    int exitCode = commandLine(shell).execute(arguments);
    shell.stopping().done(exitCode);
    System.exit(exitCode);
  }

  static CommandLine commandLine(Shell shell) {
    return new CommandLine(new Cpo())
        .addSubcommand(new LocalCommand(shell))
        .addSubcommand(new SimulateCommand(shell))
        .addSubcommand(new FleetCommand(shell, Fleet::start))
        .addSubcommand(new RegisterCommand(shell))
        .addSubcommand(new UnregisterCommand(shell))
        .addSubcommand(new ThingsCommand(shell))
        .addSubcommand(new ShadowCommand(shell))
        .addSubcommand(new TableCommand(shell))
        .addSubcommand(new WatchCommand(shell, Clock.system(ZoneId.systemDefault())))
        .addSubcommand(new PublishCommand(shell))
        .addSubcommand(new TraceCommand(shell, Clock.systemUTC()))
        .addSubcommand(new UsageCommand(shell))
        .addSubcommand(new SynthCommand(shell))
        .addSubcommand(new CostCommand(shell))
        .setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.ansi()))
        .setUsageHelpWidth(WIDTH)
        .setParameterExceptionHandler((fault, _) -> misunderstood(fault, shell))
        .setExecutionExceptionHandler((fault, line, _) -> report(fault, line, shell));
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is missing");
  }

  private static int misunderstood(ParameterException fault, Shell shell) {
    CommandLine line = fault.getCommandLine();
    shell.err().println(shell.styled("red", "cpo: " + fault.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(fault, shell.err())) {
      String command = line.getCommandSpec().qualifiedName();
      shell.err().println("See ./%s --help".formatted(command));
    }
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// A fault that the person can mend is one message; any other is ours, and shows where.
  private static int report(Exception fault, CommandLine line, Shell shell) throws Exception {
    Optional<String> message =
        switch (fault) {
          case CommandFailure failure -> Optional.of(String.valueOf(failure.getMessage()));
          case SynthException refused -> Optional.of(String.valueOf(refused.getMessage()));
          case PortTakenException taken -> Optional.of(String.valueOf(taken.getMessage()));
          default ->
              line.getMixins().get("target") instanceof Target target
                  ? target.explain(fault)
                  : Optional.empty();
        };
    if (message.isEmpty()) {
      throw fault;
    }
    shell.err().println(shell.styled("red", "cpo: " + message.get()));
    return line.getCommandSpec().exitCodeOnExecutionException();
  }
}
