package io.ocppgateway.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HeapHistogramTest {

  @Test
  void theLastLineHasTheSum() {
    String histogram =
        """
        4711:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          3210        9876543  [B (java.base@25)
        Total         45678       12345678
        """;

    assertThat(HeapHistogram.liveBytes(histogram)).isEqualTo(12_345_678);
  }

  @Test
  void whatIsNoHistogramIsSaidToBeNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> HeapHistogram.liveBytes("4711:"));
  }
}
