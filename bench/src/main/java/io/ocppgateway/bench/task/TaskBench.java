package io.ocppgateway.bench.task;

import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.machine.Proc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./cpo bench-task`: what a gateway carries in a task of a size.
@Command(
    name = "bench-task",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what a gateway carries in a task of the given size: it is bound to that much processor time and memory "
          + "by a control group, as Fargate's containers are, which takes Linux and root. One half of the charge points "
          + "connects and calls; then the other half comes, as after the loss of a zone, while the first calls on."
    })
public final class TaskBench implements Callable<Integer> {

  @Option(
      names = "--task-cpu",
      description = "CPU of the task, 1024 for each vCPU. Default: ${DEFAULT-VALUE}.")
  private int cpu = 256;

  @Option(names = "--task-memory", description = "Its memory in MiB. Default: ${DEFAULT-VALUE}.")
  private int memoryMib = 512;

  @Option(
      names = "--charge-points",
      description =
          "In each of the two halves; a process may open 20,000 files on many systems. Default: ${DEFAULT-VALUE}.")
  private int half = 4_950;

  @Option(
      names = "--at-once",
      description = "How many may be about to connect. Default: ${DEFAULT-VALUE}.")
  private int atOnce = 20;

  @Option(names = "--rate", description = "CALLs a second of each half. Default: ${DEFAULT-VALUE}.")
  private int rate = 20;

  @Option(
      names = "--seconds",
      description = "How long each phase is watched. Default: ${DEFAULT-VALUE}.")
  private int seconds = 15;

  @Option(names = "--plain", description = "MQTT to the broker without TLS.")
  private boolean plain;

  /// Measures.
  ///
  /// @param arguments see `--help`
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TaskBench()).execute(arguments));
  }

  @Override
  public Integer call() {
    TaskSize size = new TaskSize(cpu, memoryMib);
    Kind kind = plain ? Kind.GATEWAY : Kind.GATEWAY_TLS;
    System.out.printf(
        "%s; a task of %d CPU units and %d MiB; %s%n%n",
        Proc.cpuModel(), size.cpu(), size.memoryMib(), kind.title());
    System.out.println(
        new TaskLoad(size, kind, half, atOnce, rate, Duration.ofSeconds(seconds))
            .measure(Path.of("").toAbsolutePath(), System.getenv("PATH")));
    return CommandLine.ExitCode.OK;
  }
}
