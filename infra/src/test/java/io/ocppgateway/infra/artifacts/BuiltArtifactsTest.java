package io.ocppgateway.infra.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltArtifactsTest {

  @Test
  void theReactorHasBuiltThemAll() {
    BuiltArtifacts artifacts = BuiltArtifacts.in(Path.of("..").toAbsolutePath());

    assertThat(artifacts.gatewayImage()).isAbsolute().isDirectory();
    assertThat(artifacts.lambdasJar()).isAbsolute().isRegularFile();
  }

  @Test
  void everyMissingOneIsNamedWithTheCommandThatBuildsIt(@TempDir Path empty) {
    assertThatThrownBy(() -> BuiltArtifacts.in(empty))
        .isInstanceOf(MissingArtifactsException.class)
        .hasMessageContainingAll(
            empty.toString(),
            "gateway/target/image/Dockerfile",
            "gateway/target/image/gateway.jar",
            "lambdas/target/lambdas.jar",
            "mvn -pl gateway,lambdas -am package -DskipTests");
  }
}
