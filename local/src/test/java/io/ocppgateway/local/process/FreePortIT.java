package io.ocppgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortIT {

  /// Of Linux, unless it is told otherwise.
  private static final int FIRST_FOR_CLIENTS = 32_768;

  @Test
  void whoeverAsksHasAPortOfHisOwnThatNoClientIsGiven() {
    List<Integer> found = Stream.generate(FreePort::find).limit(500).toList();

    assertThat(found).doesNotHaveDuplicates().allMatch(port -> port < FIRST_FOR_CLIENTS);
  }
}
