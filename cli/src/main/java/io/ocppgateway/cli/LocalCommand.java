package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.local.LocalStack;
import io.ocppgateway.local.LocalStackOptions;
import io.ocppgateway.local.Ports;
import io.ocppgateway.local.process.ProcessFailedException;
import io.ocppgateway.local.synth.Synth;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.ocpp.ChargePointId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `cpo local`: the synthesized stack on this machine, until it is ended.
@Command(
    name = "local",
    description = "Runs the synthesized stack on this machine until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class LocalCommand implements Runnable {

  private final Shell shell;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ContextOptions context = new ContextOptions();

  @Option(
      names = "--register",
      paramLabel = "ID",
      split = ",",
      defaultValue = "CP1",
      converter = ChargePointIdConverter.class,
      description = "Charge points to register at the start. Default: ${DEFAULT-VALUE}.")
  private List<ChargePointId> chargePoints = List.of();

  @Option(
      names = "--gateways",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many gateways share the WebSocket port. Default: ${DEFAULT-VALUE}.")
  private int gateways;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep things, shadows and tables here. Default: nothing is kept.")
  private @Nullable Path data;

  @Option(
      names = "--tls",
      description =
          "Gateways end TLS themselves, as security profile 3 needs it, with certificates in .cpo/tls"
              + " that are made if they are not there.")
  private boolean tls;

  @Option(
      names = "--websocket-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where charge points connect. Default: ${DEFAULT-VALUE}.")
  private int webSocketPort;

  @Option(
      names = "--mqtt-port",
      paramLabel = "PORT",
      defaultValue = "1883",
      description = "Where MQTT clients connect. Default: ${DEFAULT-VALUE}.")
  private int mqttPort;

  @Option(
      names = "--aws-port",
      paramLabel = "PORT",
      defaultValue = "4566",
      description = "Where AWS clients connect. Default: ${DEFAULT-VALUE}.")
  private int awsPort;

  LocalCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    LocalStackOptions options = options();
    CompletableFuture<LocalStack> stack = new CompletableFuture<>();
    CountDownLatch never = new CountDownLatch(1);
    // Also where it is told to end while it starts: then it ends when it has started.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeWhenStarted(stack)));
    try {
      stack.complete(LocalStack.start(options));
      new LocalStackReport(stack.join(), options).lines(shell).forEach(shell.out()::println);
      never.await();
    } catch (TemplateException | ProcessFailedException | IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stack.cancel(false);
    }
  }

  private void closeWhenStarted(CompletableFuture<LocalStack> stack) {
    stack
        .handle((running, fault) -> {
          if (running != null) {
            Usage usage = running.usage();
            running.close();
            new UsageReport(usage).lines().forEach(shell.err()::println);
          }
          return fault;
        })
        .join();
  }

  private LocalStackOptions options() {
    Path root = shell.root();
    Ports ports = ports();
    if (gateways < 1) {
      throw usage("--gateways is %d; at least one must run".formatted(gateways));
    }
    return new LocalStackOptions(
        root,
        new Synth(root, shell.environment(), shell.err()::println).synthesize(context.values()),
        LocalStackOptions.regionOf(shell.environment()),
        chargePoints,
        ports,
        gateways,
        data == null ? null : data.toAbsolutePath(),
        tls ? root.resolve(".cpo/tls") : null,
        root.resolve(".cpo/logs"),
        shell.err()::println);
  }

  private Ports ports() {
    try {
      return new Ports(webSocketPort, mqttPort, awsPort);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
