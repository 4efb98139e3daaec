package io.ocppgateway.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `npx cdk synth` and `npx cdk diff`, as people type them, on a machine without account, Docker
/// and network.
class SynthIT {

  private static final String TEMPLATE = "AwsOcppGatewayStack.template.json";

  @TempDir private Path directory;

  private Terminal terminal() {
    return new Terminal(directory).offline();
  }

  private Path synth(Terminal terminal, String name, String... options) {
    Path output = directory.resolve(name);
    List<String> command =
        List.of("npx", "cdk", "synth", "--quiet", "--no-lookups", "--output", output.toString());
    Command.Outcome outcome =
        terminal.type(Stream.concat(command.stream(), Stream.of(options)).toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return output;
  }

  @Test
  void templateIsTheSameTwiceAndItsDifferenceFromItselfIsNone() throws IOException {
    Terminal terminal = terminal();

    Path first = synth(terminal, "first");
    Path second = synth(terminal, "second");
    Command.Outcome same = diff(terminal, first, first.resolve(TEMPLATE));
    Command.Outcome changed = diff(terminal, first, changed(first.resolve(TEMPLATE)));

    assertThat(contents(second)).isEqualTo(contents(first)).containsKey(TEMPLATE);
    assertThat(same.output()).contains("There were no differences");
    assertThat(same.exitCode()).isZero();
    assertThat(changed.output()).contains("AWS::ECS::TaskDefinition").contains("StopTimeout");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(terminal.calls("docker")).isEmpty();
  }

  /// The account, the region and the zone stand in `cdk.context.json`, as if they had been looked
  /// up.
  @Test
  void domainOfTheExampleAccountNeedsNoLookup() {
    Terminal terminal =
        terminal()
            .withoutValidator()
            .with("CDK_DEPLOY_ACCOUNT", "123456789012")
            .with("CDK_DEPLOY_REGION", "eu-west-1");

    Path output = synth(terminal, "domain", "-c", "domainName=example.com");

    assertThat(Repository.read(output.resolve("manifest.json"))).doesNotContain("\"missing\"");
    assertThat(Repository.read(output.resolve(TEMPLATE)))
        .contains("wss://gateway.example.com")
        .contains("Z0123456789EXAMPLE");
  }

  private static Command.Outcome diff(Terminal terminal, Path assembly, Path template) {
    return terminal.type(
        "npx",
        "cdk",
        "diff",
        "--fail",
        "--app",
        assembly.toString(),
        "--template",
        template.toString());
  }

  private Path changed(Path template) throws IOException {
    String text = Repository.read(template);
    String other = text.replace("\"StopTimeout\": 120", "\"StopTimeout\": 30");
    assertThat(other).isNotEqualTo(text);
    return Files.writeString(directory.resolve("changed.json"), other);
  }

  /// All files but those in which the command line notes its own times.
  private static Map<String, String> contents(Path assembly) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(assembly)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = assembly.relativize(file).toString();
        if (!name.startsWith("performance-counters")) {
          contents.put(name, Command.of("sha256sum", file.toString()).succeed().split(" ")[0]);
        }
      }
    }
    return contents;
  }
}
