package io.ocppgateway.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.Repository;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iot.IotClient;

class RegionsTest {

  private static final String LIST =
      "infra/src/main/resources/io/ocppgateway/infra/preflight/regions-without-iot-core.txt";

  @Test
  void regionsThatAreRefusedAreThoseWhereTheSdkKnowsNoIotCore() {
    List<Region> having = IotClient.serviceMetadata().regions();

    List<String> without =
        Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .filter(region -> !having.contains(region))
            .map(Region::id)
            .sorted()
            .toList();

    assertThat(Repository.read(LIST).lines().filter(line -> !line.startsWith("#")))
        .containsExactlyElementsOf(without);
  }
}
