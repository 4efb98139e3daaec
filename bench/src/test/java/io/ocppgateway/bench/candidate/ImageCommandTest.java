package io.ocppgateway.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ImageCommandTest {

  private static final Path JAVA = Path.of("/jdk/bin/java");

  @Test
  void theGatewayIsStartedAsInItsImageWithAJavaOfOurs() {
    String dockerfile =
        """
        FROM somewhere
        ENTRYPOINT ["java", \\
          "-XX:+UseG1GC", \\
          "-jar", "gateway.jar"]
        """;

    assertThat(ImageCommand.parse(dockerfile, JAVA))
        .containsExactly("/jdk/bin/java", "-XX:+UseG1GC", "-jar", "gateway.jar");
  }

  @Test
  void theCommandOfTheImageThatIsBuiltIsUnderstood() {
    Path dockerfile = Path.of("../gateway/src/main/docker/Dockerfile");

    assertThat(ImageCommand.read(dockerfile, JAVA)).endsWith("-jar", "gateway.jar");
  }

  @Test
  void anotherProgramIsNotTakenForTheGateway() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageCommand.parse("ENTRYPOINT [\"sh\"]", JAVA));
  }
}
