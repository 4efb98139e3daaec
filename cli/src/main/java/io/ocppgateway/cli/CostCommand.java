package io.ocppgateway.cli;

import io.ocppgateway.cli.cost.Architecture;
import io.ocppgateway.cli.cost.Comparison;
import io.ocppgateway.cli.cost.CostJson;
import io.ocppgateway.cli.cost.CostReport;
import io.ocppgateway.cli.cost.Egress;
import io.ocppgateway.cli.cost.Habits;
import io.ocppgateway.cli.cost.RoutingSettings;
import io.ocppgateway.cli.cost.StackSettings;
import io.ocppgateway.cli.cost.TaskSettings;
import io.ocppgateway.cli.cost.TaskSize;
import io.ocppgateway.cli.cost.TlsEnd;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `cpo cost`: what a fleet costs in a month.
@Command(
    name = "cost",
    description =
        "Reckons what a fleet costs on AWS in a month, by service, beside the sample that this stack replaces.",
    footer = "%nWhat is assumed and what is left out: docs/cost.md",
    mixinStandardHelpOptions = true)
final class CostCommand implements Runnable {

  /// As the stack's setting has it.
  private static final int LONGEST_INTERVAL = 86_400;

  private final Shell shell;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--charge-points",
      paramLabel = "N",
      required = true,
      description = "How many are connected all the time.")
  private int chargePoints;

  @Option(
      names = "--heartbeat",
      paramLabel = "S",
      defaultValue = "300",
      description =
          "Seconds between Heartbeats: the stack's setting heartbeatInterval. Default: ${DEFAULT-VALUE}.")
  private int heartbeat;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "daily",
      converter = SimulateCommand.ProfileConverter.class,
      completionCandidates = SimulateCommand.Profiles.class,
      description =
          "What a charge point does, one of ${COMPLETION-CANDIDATES}, as ./cpo simulate has them. Default: ${DEFAULT-VALUE}.")
  private Profile profile = Profile.DAILY;

  @Option(
      names = "--protocol",
      paramLabel = "SUBPROTOCOL",
      defaultValue = "ocpp2.0.1",
      converter = SimulateCommand.VersionConverter.class,
      completionCandidates = SimulateCommand.Subprotocols.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OcppVersion version = OcppVersion.V2_0_1;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "Charging sessions a day. Default: the profile's.")
  private @Nullable Double sessions;

  @Option(
      names = "--meter-interval",
      paramLabel = "S",
      description =
          "Seconds between two readings of the meter while charging. Default: the profile's.")
  private @Nullable Integer meterInterval;

  @Option(
      names = "--reconnects",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often a day a connection breaks. Default: ${DEFAULT-VALUE}.")
  private double reconnects;

  @Option(
      names = "--boots",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often a month a charge point starts anew. Default: ${DEFAULT-VALUE}.")
  private double boots;

  @Option(
      names = "--egress",
      paramLabel = "WAY",
      defaultValue = "NAT",
      description =
          "How gateways reach AWS IoT Core, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Egress egress = Egress.NAT;

  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      defaultValue = "ARM64",
      description = "Of gateways, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Architecture architecture = Architecture.ARM64;

  @Option(
      names = "--tls",
      paramLabel = "END",
      defaultValue = "NONE",
      description =
          "Where charge points' TLS ends, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, as without a domain.")
  private TlsEnd tls = TlsEnd.NONE;

  @Option(
      names = "--connections-per-task",
      paramLabel = "N",
      defaultValue = "5000",
      description = "For how many charge points one gateway is planned. Default: ${DEFAULT-VALUE}.")
  private int connectionsPerTask;

  @Option(
      names = "--min-tasks",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many gateways there are at least. Default: ${DEFAULT-VALUE}.")
  private int minTasks;

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many there may be. Default: ${DEFAULT-VALUE}.")
  private int maxTasks;

  @Option(
      names = "--connects-per-second",
      paramLabel = "N",
      defaultValue = "500",
      description = "CONNECTs that AWS IoT Core takes of the account. Default: ${DEFAULT-VALUE}.")
  private int connectsPerSecond;

  @Option(
      names = "--task-cpu",
      paramLabel = "UNITS",
      defaultValue = "256",
      description = "CPU of a gateway, 1024 for each vCPU. Default: ${DEFAULT-VALUE}.")
  private int taskCpu;

  @Option(
      names = "--task-memory",
      paramLabel = "MIB",
      defaultValue = "512",
      description = "Memory of a gateway. Default: ${DEFAULT-VALUE}.")
  private int taskMemory;

  @Option(
      names = "--heartbeat-records",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "true",
      description =
          "Whether a rule writes down each charge point's last Heartbeat. Default: ${DEFAULT-VALUE}.")
  private boolean heartbeatRecords;

  @Option(
      names = "--function-log-level",
      paramLabel = "LEVEL",
      defaultValue = "INFO",
      description =
          "INFO or DEBUG, with a line of each CALL that went well. Default: ${DEFAULT-VALUE}.")
  private LogLevel functionLogLevel = LogLevel.INFO;

  @Option(names = "--details", description = "How much of each meter, too.")
  private boolean detailed;

  @Option(names = "--json", description = "Everything, as JSON.")
  private boolean json;

  CostCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Comparison comparison = comparison();
    if (json) {
      shell.out().println(CostJson.text(comparison));
    } else {
      new CostReport(comparison, detailed).lines().forEach(shell.out()::println);
    }
  }

  private Comparison comparison() {
    try {
      return Comparison.of(chargePoints, habits(), settings());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Habits habits() {
    if (heartbeat < 1 || heartbeat > LONGEST_INTERVAL) {
      throw new IllegalArgumentException(
          "--heartbeat is %d; allowed are 1 to %d seconds".formatted(heartbeat, LONGEST_INTERVAL));
    }
    Habits habits = new Habits(profile, version, Duration.ofSeconds(heartbeat), reconnects, boots);
    if (sessions != null) {
      habits = habits.withSessionsPerDay(sessions);
    }
    return meterInterval == null
        ? habits
        : habits.withMeterInterval(Duration.ofSeconds(meterInterval));
  }

  private StackSettings settings() {
    return new StackSettings(
        egress,
        tls,
        new TaskSettings(
            architecture,
            new TaskSize(taskCpu, taskMemory),
            connectionsPerTask,
            minTasks,
            maxTasks,
            connectsPerSecond),
        new RoutingSettings(heartbeatRecords, functionLogLevel == LogLevel.DEBUG));
  }

  /// What functions log, as the stack's setting has it.
  private enum LogLevel {
    /// What went wrong, and what happens seldom.
    INFO,
    /// A line of each CALL, too.
    DEBUG
  }
}
