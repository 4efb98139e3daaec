package io.ocppgateway.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Peers;
import io.ocppgateway.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever cannot deploy is told why and what to do. Each failure is provoked, with the CDK's own
/// command line. What the script `./cpo` says of JDKs is in its own test.
class PrerequisitesIT {

  private static PretendedAccount account;

  @TempDir private Path directory;
  private Terminal terminal;

  @BeforeAll
  static void openAccount() {
    account = PretendedAccount.open();
  }

  @AfterAll
  static void closeAccount() {
    account.close();
  }

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory).with(account).withoutValidator();
  }

  private Command.Outcome deploy(String... options) {
    List<String> command =
        List.of("npx", "cdk", "deploy", "--output", directory.resolve("cdk.out").toString());
    return terminal.type(
        Stream.concat(command.stream(), Arrays.stream(options)).toArray(String[]::new));
  }

  @Test
  void dockerThatIsNotRunningIsNoticedBeforeAnythingElseIsDone() {
    Command.Outcome outcome = deploy();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")
        .contains("start Docker Desktop, or the service with `sudo systemctl start docker`");
    assertThat(directory.resolve("cdk.out/manifest.json")).doesNotExist();
  }

  @Test
  void dockerThatIsNotInstalledIsNamed() {
    terminal.with("CDK_DOCKER", "no-such-docker");

    Command.Outcome outcome = deploy();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("there is no 'no-such-docker' on the path")
        .contains("docs.docker.com/get-docker");
  }

  @Test
  void regionWithoutIotCoreIsNamed() {
    terminal.program("docker", "exit 0").with("AWS_REGION", "eu-central-2");

    Command.Outcome outcome = deploy();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("there is no AWS IoT Core in eu-central-2")
        .contains("CDK_DEPLOY_REGION");
  }

  @Test
  void missingCredentialsAreNamed() {
    terminal
        .program("docker", "exit 0")
        .with("AWS_ACCESS_KEY_ID", "")
        .with("AWS_SECRET_ACCESS_KEY", "");

    Command.Outcome outcome = deploy();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("no credentials of an AWS account were found");
  }

  @Test
  void accountThatIsNotBootstrappedIsNamed() {
    terminal.program("docker", "exit 0");

    Command.Outcome outcome = deploy("--require-approval", "never");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("not found in aws://123456789012/eu-west-1")
        .contains("Please run 'cdk bootstrap'");
  }

  @Test
  void domainWithoutZoneIsNamed() {
    terminal.with("CDK_DEPLOY_ACCOUNT", PretendedAccount.ID).with("CDK_DEPLOY_REGION", "eu-west-1");

    Command.Outcome outcome =
        terminal.type(
            "npx",
            "cdk",
            "synth",
            "--quiet",
            "--output",
            directory.resolve("cdk.out").toString(),
            "-c",
            "domainName=unknown.example.org");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("no hosted zone was found for the domain unknown.example.org")
        .contains("aws route53 create-hosted-zone --name unknown.example.org");
  }

  @Test
  void domainOfWhichNothingCanBeLookedUpIsNamed() {
    Command.Outcome outcome =
        terminal.type(
            "npx",
            "cdk",
            "synth",
            "--quiet",
            // The usual one is another test's at the same time, and the CDK refuses the second.
            "--output",
            directory.resolve("cdk.out").toString(),
            "-c",
            "domainName=example.org");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("hostedZoneId")
        .contains("CDK_DEPLOY_ACCOUNT and CDK_DEPLOY_REGION");
  }

  @Test
  void nodeThatIsTooOldIsNamed() {
    terminal.program("node", "echo v18.20.8");

    Command.Outcome outcome = terminal.type("./cpo", "app");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("Node.js 20 or newer is needed")
        .contains("18.20.8")
        .contains("nodejs.org");
  }

  @Test
  void nodeThatIsTooOldInstallsNothing() throws IOException {
    Peers.ofDebian("npm", "npm");
    for (String file : List.of(".npmrc", "package.json", "package-lock.json")) {
      String text = Repository.read(file).replace("\"node\": \">=20\"", "\"node\": \">=99\"");
      Files.writeString(directory.resolve(file), text);
    }

    Command.Outcome outcome =
        new Command(List.of("npm", "ci", "--dry-run", "--offline"), Map.of(), directory).run();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("EBADENGINE").contains(">=99");
  }
}
