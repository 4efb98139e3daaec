package io.ocppgateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// The CDK context of commands that synthesize.
final class ContextOptions {

  @Option(
      names = {"-c", "--context"},
      paramLabel = "KEY=VALUE",
      description =
          "A setting of the stack, as for the CDK's command line, for example -c heartbeatInterval=10. Repeatable.")
  private Map<String, String> context = new LinkedHashMap<>();

  Map<String, String> values() {
    return Map.copyOf(context);
  }
}
