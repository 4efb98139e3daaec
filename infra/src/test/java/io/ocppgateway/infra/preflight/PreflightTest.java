package io.ocppgateway.infra.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

  private static final String ZONE =
      "hosted-zone:account=123456789012:domainName=example.com:region=eu-west-1";

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void everythingIsThere() throws IOException {
    docker("exit 0");
    environment.put("CDK_CLI_VERSION", "2.1148.1");
    environment.put("CDK_DEFAULT_ACCOUNT", "123456789012");
    environment.put("CDK_DEFAULT_REGION", "eu-west-1");
  }

  @ParameterizedTest
  @EnumSource(CdkCommand.class)
  void nothingIsMissed(CdkCommand command) {
    assertThatCode(() -> check(command)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(
      value = CdkCommand.class,
      names = {"BOOTSTRAP", "OTHER"})
  void onlyADeploymentNeedsDockerAndCredentials(CdkCommand command) throws IOException {
    docker("exit 1");
    environment.remove("CDK_DEFAULT_ACCOUNT");

    assertThatCode(() -> check(command)).doesNotThrowAnyException();
  }

  @Test
  void dockerThatIsNotRunningIsNamedWithWhatItSaysAndHowToStartIt() throws IOException {
    docker(
        "echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' >&2; exit 1");

    assertThatThrownBy(() -> check(CdkCommand.DEPLOY))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")
        .hasMessageContaining("start Docker Desktop, or the service");
  }

  @Test
  void dockerThatIsNotInstalledIsNamedWithWhereToGetIt() {
    environment.put("CDK_DOCKER", directory.resolve("no-such-docker").toString());

    assertThatThrownBy(() -> check(CdkCommand.DEPLOY))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("there is no '")
        .hasMessageContaining("install it from docs.docker.com/get-docker");
  }

  @Test
  void imageForProcessorsThatDockerDoesNotBuildForIsRefusedWithHowToTeachIt() throws IOException {
    docker(inspection("linux/amd64, linux/amd64/v2, linux/386"));

    assertThatThrownBy(() -> checkImage(CdkCommand.DEPLOY, "linux/arm64"))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("the gateway's image is for linux/arm64")
        .hasMessageContaining("builds for linux/amd64, linux/amd64/v2, linux/386")
        .hasMessageContaining("run --privileged --rm tonistiigi/binfmt --install arm64`")
        .hasMessageContaining("architecture=ARM64 or X86_64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"linux/amd64, linux/arm64", "linux/arm64*, linux/amd64", "linux/arm64, linux/386"})
  void imageForProcessorsThatDockerBuildsForOrEmulatesIsBuilt(String platforms) throws IOException {
    docker(inspection(platforms));

    assertThatCode(() -> checkImage(CdkCommand.DEPLOY, "linux/arm64")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 0",
        "echo 'Error: unknown command buildx' >&2; exit 125",
        "echo 'Status:    inactive'",
        "echo 'Platforms: '"
      })
  void whoDoesNotTellForWhichProcessorsItBuildsIsNotRefused(String script) throws IOException {
    docker(script);

    assertThatCode(() -> checkImage(CdkCommand.DEPLOY, "linux/arm64")).doesNotThrowAnyException();
  }

  @Test
  void onlyADeploymentBuildsTheImage() throws IOException {
    docker(inspection("linux/amd64"));

    assertThatCode(() -> checkImage(CdkCommand.OTHER, "linux/arm64")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CDK_DEFAULT_REGION", "CDK_DEPLOY_REGION"})
  void regionWithoutIotCoreIsRefused(String variable) {
    environment.put(variable, "eu-central-2");

    assertThatThrownBy(() -> check(CdkCommand.BOOTSTRAP))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("there is no AWS IoT Core in eu-central-2")
        .hasMessageContaining("CDK_DEPLOY_REGION");
  }

  @Test
  void regionOfTheStackGoesBeforeThatOfTheProfile() {
    environment.put("CDK_DEFAULT_REGION", "eu-central-2");
    environment.put("CDK_DEPLOY_REGION", "eu-central-1");

    assertThatCode(() -> check(CdkCommand.DEPLOY)).doesNotThrowAnyException();
  }

  @Test
  void regionThatNobodyKnowsYetIsNotRefused() {
    environment.put("CDK_DEFAULT_REGION", "eu-central-9");

    assertThatCode(() -> check(CdkCommand.DEPLOY)).doesNotThrowAnyException();
  }

  @Test
  void missingCredentialsAreNamedWithHowToLogIn() {
    environment.remove("CDK_DEFAULT_ACCOUNT");

    assertThatThrownBy(() -> check(CdkCommand.DEPLOY))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("aws sso login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1033.0", "3.0.0", "1.204.0"})
  void otherCommandLineIsRefused(String version) {
    environment.put("CDK_CLI_VERSION", version);

    assertThatThrownBy(() -> check(CdkCommand.OTHER))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(version)
        .hasMessageContaining("npm ci");
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() throws IOException {
    docker("exit 1");
    environment.remove("CDK_DEFAULT_ACCOUNT");
    environment.put("CDK_DEFAULT_REGION", "mx-central-1");

    assertThatThrownBy(() -> check(CdkCommand.DEPLOY))
        .hasMessageContaining("Docker")
        .hasMessageContaining("credentials")
        .hasMessageContaining("mx-central-1");
  }

  @Test
  void domainWithoutZoneIsNamedWithHowToMakeIt() {
    Map<String, Object> context =
        Map.of("heartbeatInterval", 300, ZONE, Map.of("$providerError", "Found zones: []"));

    assertThatThrownBy(() -> Preflight.checkLookups(context))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("domain example.com in the account 123456789012 (Found zones: [])")
        .hasMessageContaining("aws route53 create-hosted-zone --name example.com");
  }

  @Test
  void zoneThatWasFoundIsTaken() {
    Map<String, Object> context =
        Map.of(ZONE, Map.of("Id", "/hostedzone/Z0123456789", "Name", "example.com."));

    assertThatCode(() -> Preflight.checkLookups(context)).doesNotThrowAnyException();
  }

  private void check(CdkCommand command) {
    new Preflight(command, environment).check();
  }

  private void checkImage(CdkCommand command, String platform) {
    new Preflight(command, environment).checkImage(platform);
  }

  /// What `docker buildx inspect` prints.
  private static String inspection(String platforms) {
    return """
    [ "$*" = "buildx inspect" ] || exit 3
    echo 'Name:          default'
    echo 'Driver:        docker'
    echo 'Status:        running'
    echo 'Platforms:     %s'
    """
        .formatted(platforms);
  }

  private void docker(String script) throws IOException {
    Path docker = directory.resolve("docker");
    Files.writeString(docker, "#!/bin/sh\n" + script + "\n");
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    environment.put("CDK_DOCKER", docker.toString());
  }
}
