package io.ocppgateway.gateway.websocket.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.websocket.event.RefusalTally.Omitted;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusalTallyTest {

  private final RefusalTally tally = new RefusalTally();

  @Test
  void tenRefusalsOfASourceGetALineAndTheRestIsCountedByCause() throws Exception {
    int lines = add(1, RefusalCause.NO_CREDENTIALS, 12) + add(1, RefusalCause.NOT_HTTP, 3);

    List<Omitted> omitted = tally.end();

    assertThat(lines).isEqualTo(RefusalTally.MAX_LINES_PER_SOURCE);
    assertThat(omitted)
        .containsExactlyInAnyOrder(
            new Omitted("10.0.0.1", RefusalCause.NO_CREDENTIALS, 2),
            new Omitted("10.0.0.1", RefusalCause.NOT_HTTP, 3));
  }

  @Test
  void sourcesDoNotTakeEachOthersLines() throws Exception {
    add(1, RefusalCause.NOT_HTTP, 100);

    int lines = add(2, RefusalCause.NOT_HTTP, 5);

    assertThat(lines).isEqualTo(5);
  }

  @Test
  void nextMinuteBeginsAfresh() throws Exception {
    add(1, RefusalCause.NOT_HTTP, 20);
    tally.end();

    int lines = add(1, RefusalCause.NOT_HTTP, 5);

    assertThat(lines).isEqualTo(5);
    assertThat(tally.end()).isEmpty();
  }

  @Test
  void sourcesBeyondCountShareTheirLines() throws Exception {
    for (int source = 0; source < RefusalTally.MAX_SOURCES; source++) {
      add(source, RefusalCause.NOT_HTTP, 1);
    }

    int lines =
        add(RefusalTally.MAX_SOURCES, RefusalCause.NOT_HTTP, 8)
            + add(RefusalTally.MAX_SOURCES + 1, RefusalCause.NOT_HTTP, 8);

    assertThat(lines).isEqualTo(RefusalTally.MAX_LINES_PER_SOURCE);
    assertThat(tally.end())
        .containsExactly(new Omitted(RefusalTally.OTHERS, RefusalCause.NOT_HTTP, 6));
  }

  /// How many of them get a line.
  private int add(int source, RefusalCause cause, int times) throws UnknownHostException {
    InetAddress address =
        InetAddress.getByAddress(new byte[] {10, 0, (byte) (source / 256), (byte) source});
    int lines = 0;
    for (int i = 0; i < times; i++) {
      lines +=
          tally.add(new RefusedAttempt(cause, new InetSocketAddress(address, 1 + i), null, ""))
              ? 1
              : 0;
    }
    return lines;
  }
}
