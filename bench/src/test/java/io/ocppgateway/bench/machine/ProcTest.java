package io.ocppgateway.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcTest {

  @Test
  void aProcessHasUsedItsUserAndItsSystemTimeWhateverItsNameIs() {
    String stat = "4711 (a) S (b) S 1 2 3 4 5 6 7 8 9 10 200 50 0 0 20 0 33 0 1234";

    assertThat(Proc.cpuInStat(stat)).isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void aMachineIsBusyWithAllButIdlenessWaitingAndItsGuestsTwice() {
    String stat = "cpu  100 20 30 9000 800 7 6 5 50 40\ncpu0 1 1 1 1 1 1 1 1 1 1\n";

    assertThat(Proc.busyInStat(stat)).isEqualTo(Duration.ofMillis(1_680));
  }

  @Test
  void coresAreListedAsNumbersAndRanges() {
    assertThat(Proc.coresInStatus("Threads:\t1\nCpus_allowed_list:\t2,5-7\nMems_allowed:\t1\n"))
        .containsExactly(2, 5, 6, 7);
  }

  @Test
  void residentMemoryIsToldInKibibytes() {
    assertThat(Proc.residentInStatus("Name:\tjava\nVmRSS:\t  204800 kB\nThreads:\t3\n"))
        .isEqualTo(204_800L * 1024);
  }
}
