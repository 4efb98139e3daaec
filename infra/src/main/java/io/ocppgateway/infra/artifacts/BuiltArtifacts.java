package io.ocppgateway.infra.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the other modules built and the stack deploys.
///
/// @param gatewayImage directory of the gateway's Dockerfile and all that it copies
/// @param lambdasJar one jar with every handler
public record BuiltArtifacts(Path gatewayImage, Path lambdasJar) {

  /// Finds the artifacts where Maven puts them.
  ///
  /// @param repository root of the repository
  /// @throws MissingArtifactsException if any of them has not been built
  public static BuiltArtifacts in(Path repository) {
    Path root = repository.toAbsolutePath().normalize();
    Path gatewayImage = root.resolve("gateway/target/image");
    Path lambdasJar = root.resolve("lambdas/target/lambdas.jar");
    List<Path> missing =
        Stream.of(
                gatewayImage.resolve("Dockerfile"), gatewayImage.resolve("gateway.jar"), lambdasJar)
            .filter(file -> !Files.isRegularFile(file))
            .map(root::relativize)
            .toList();
    if (!missing.isEmpty()) {
      throw new MissingArtifactsException(root, missing);
    }
    return new BuiltArtifacts(gatewayImage, lambdasJar);
  }
}
