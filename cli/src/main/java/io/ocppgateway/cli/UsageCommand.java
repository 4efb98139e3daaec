package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.PortConverter;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.local.usage.UsageEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cpo usage`: what the local stack counted since its start.
@Command(
    name = "usage",
    description = "Shows what the local stack counted since its start, as AWS would meter it.",
    mixinStandardHelpOptions = true)
final class UsageCommand implements Runnable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Shell shell;

  @Option(
      names = "--aws-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      defaultValue = "4566",
      description = "Port of the local stack's AWS endpoints. Default: ${DEFAULT-VALUE}.")
  private int awsPort;

  @Option(names = "--json", description = "Everything that is counted, as JSON.")
  private boolean json;

  UsageCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    String text = read(URI.create("http://localhost:%d%s".formatted(awsPort, UsageEndpoint.PATH)));
    if (json) {
      shell.out().println(text);
    } else {
      new UsageReport(Usage.ofJson(text)).lines().forEach(shell.out()::println);
    }
  }

  private static String read(URI url) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(url).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new CommandFailure(
            "%s answers HTTP %d; is it a local stack?".formatted(url, answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new CommandFailure(
          "nothing answers at %s: start it with ./cpo local".formatted(url), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
