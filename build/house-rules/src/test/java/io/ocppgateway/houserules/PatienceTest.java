package io.ocppgateway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {

  @Test
  void aTestThatSaysNothingElseWaitsAsLongAsItSays() {
    AtomicLong remainingMillis = new AtomicLong();

    await()
        .conditionEvaluationListener(
            evaluated -> remainingMillis.set(evaluated.getRemainingTimeInMS()))
        .until(() -> true);

    assertThat(remainingMillis.get())
        .isBetween(Patience.LIMIT.minusSeconds(10).toMillis(), Patience.LIMIT.toMillis());
  }
}
