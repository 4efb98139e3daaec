package io.ocppgateway.cli;

import io.ocppgateway.cli.fleet.Destination;
import io.ocppgateway.cli.fleet.FleetArguments;
import io.ocppgateway.cli.fleet.FleetCost;
import io.ocppgateway.cli.fleet.FleetPlan;
import io.ocppgateway.cli.fleet.FleetRun;
import io.ocppgateway.cli.fleet.MistypedException;
import io.ocppgateway.cli.fleet.Registration;
import io.ocppgateway.cli.register.FleetPassword;
import io.ocppgateway.cli.register.Things;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.RunningFleet;
import io.ocppgateway.simulator.fleet.TooFewFilesException;
import io.ocppgateway.simulator.options.Credentials;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo fleet`: thousands of charge points until their time is over, and a report on them.
@Command(
    name = "fleet",
    description = {
      "Simulates a fleet: thousands of charge points in one process, each as with `simulate`. They boot,"
          + " beat, charge, answer commands and come back when a connection breaks. Ctrl-C ends them"
          + " in order and prints the report; a second Ctrl-C ends at once.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was lost: each CALL was answered, or ended by a visible close",
      "1:a CALL was lost, no charge point was ever answered, or a report could not be written or a thing not removed",
      "2:the options were not understood, or the address is not on this machine"
    },
    footer = {
      "%nExamples:",
      "  ./cpo fleet --size 300 --register --for 2m",
      "  ./cpo fleet --size 5000 --ramp 100/s --profile busy --register --for 10m --report fleet.html",
      "  ./cpo fleet --size 1000 --register --fault half-open=5 --fault late-answers=10",
      "  ./cpo fleet --size 300 --register --generate-password"
    },
    mixinStandardHelpOptions = true)
final class FleetCommand implements Callable<Integer> {

  private final Shell shell;
  private final Function<FleetOptions, RunningFleet> starter;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final FleetArguments arguments = new FleetArguments();

  @Option(
      names = "--register",
      description =
          "Registers the charge points before the start, and removes at the end what it registered,"
              + " shadows included. Those that were registered before stay.")
  private boolean registers;

  @Option(
      names = "--i-understand-the-cost",
      description =
          "Allows an address that is not on this machine. The estimated price is printed first.")
  private boolean costIsUnderstood;

  @Mixin private final Target target;
  @Mixin private final FleetPassword password;

  FleetCommand(Shell shell, Function<FleetOptions, RunningFleet> starter) {
    this.shell = shell;
    this.starter = starter;
    target = new Target(shell);
    password = new FleetPassword(shell);
  }

  @Override
  public Integer call() {
    FleetPlan plan = plan();
    admit(plan);
    if (!registers) {
      return run(plan, null);
    }
    try (IotClient registry = target.iot();
        IotDataPlaneClient shadows = target.iotData();
        DynamoDbClient dynamoDb = target.dynamoDb()) {
      int perSecond =
          target.isAws() ? Registration.PER_SECOND_IN_AWS : Registration.PER_SECOND_HERE;
      String mark = UUID.randomUUID().toString();
      return run(
          plan,
          new Registration(
              new Things(registry, shadows), password.items(target, dynamoDb), mark, perSecond));
    }
  }

  private FleetPlan plan() {
    String fault = password.fault(registers);
    if (fault != null) {
      throw usage(fault);
    }
    try {
      FleetPlan plan = arguments.plan();
      return password
          .bytes()
          .map(bytes -> plan.with(plan.options().withCredentials(Credentials.password(bytes))))
          .orElse(plan);
    } catch (MistypedException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void admit(FleetPlan plan) {
    if (Destination.isThisMachine(plan.options().url())) {
      return;
    }
    new FleetCost(plan, registers).lines().forEach(shell.err()::println);
    if (!costIsUnderstood) {
      throw usage(
          "--url: '%s' is not on this machine; give --i-understand-the-cost to go there"
              .formatted(plan.options().url()));
    }
  }

  private int run(FleetPlan plan, @Nullable Registration registration) {
    FleetRun run =
        new FleetRun(
            plan,
            () -> start(plan),
            registration,
            new FleetRun.Voice(shell.out(), shell.err(), shell.ansi(), shell.terminal()));
    try (Stopping.Listening _ = shell.stopping().onStop(run::stop)) {
      return run.run();
    }
  }

  private RunningFleet start(FleetPlan plan) {
    try {
      return starter.apply(plan.options());
    } catch (TooFewFilesException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
