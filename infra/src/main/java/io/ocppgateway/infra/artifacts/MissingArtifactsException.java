package io.ocppgateway.infra.artifacts;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The stack cannot be synthesized, since what it deploys has not been built.
public final class MissingArtifactsException extends RuntimeException {

  MissingArtifactsException(Path repository, List<Path> missing) {
    super(
        """
        Not built, or not started in the repository's root: in %s there is no
        %s
        Build with: mvn -pl gateway,lambdas -am package -DskipTests\
        """
            .formatted(
                repository,
                missing.stream().map(path -> "  - " + path).collect(Collectors.joining("\n"))));
  }
}
