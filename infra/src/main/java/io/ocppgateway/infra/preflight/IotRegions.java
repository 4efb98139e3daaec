package io.ocppgateway.infra.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where AWS IoT Core is not. Those are named where it is known to be missing, and not those where
/// it is: a region that is newer than this list is not refused.
final class IotRegions {

  private static final String RESOURCE = "regions-without-iot-core.txt";

  private final Set<String> without;

  IotRegions() {
    try (InputStream list = IotRegions.class.getResourceAsStream(RESOURCE)) {
      if (list == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      without =
          new String(list.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Why the stack cannot be in a region, and what to do.
  Optional<String> fault(String region) {
    return without.contains(region)
        ? Optional.of(
            "there is no AWS IoT Core in %s: choose a region that has it, such as eu-west-1 or us-east-1, with CDK_DEPLOY_REGION or your AWS profile"
                .formatted(region))
        : Optional.empty();
  }
}
