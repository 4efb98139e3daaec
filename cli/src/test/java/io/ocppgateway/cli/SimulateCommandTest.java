package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.simulator.chargepoint.CallCounts;
import io.ocppgateway.simulator.chargepoint.Ending;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {

  private static final CallCounts NONE_LOST = new CallCounts(9, 5, 3, 0, 1);
  private static final CallCounts ONE_LOST = new CallCounts(9, 5, 2, 1, 1);

  @Test
  void lostCallIsAFailure() {
    Ending stopped = new Ending.Stopped();

    assertThat(SimulateCommand.exitCode(stopped, NONE_LOST)).isZero();
    assertThat(SimulateCommand.exitCode(stopped, ONE_LOST)).isEqualTo(1);
  }

  @Test
  void rejectionIsAFailure() {
    Ending rejected = new Ending.Rejected(404, "");

    assertThat(SimulateCommand.exitCode(rejected, CallCounts.NONE)).isEqualTo(1);
  }

  @Test
  void summaryCountsEveryFate() {
    assertThat(SimulateCommand.summary(ONE_LOST))
        .isEqualTo("CALLs: 9 sent, 5 answered, 2 failed, 1 closed before an answer, 1 lost");
  }
}
