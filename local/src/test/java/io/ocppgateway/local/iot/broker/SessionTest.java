package io.ocppgateway.local.iot.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final ClientAccess ACCESS =
      new ClientAccess(new AccessControl(), new IotCalls("arn:aws:iot:eu-west-1:000000000000:"));
  private static final int RECEIVE_MAXIMUM = 2;

  private final UsageMeter meter = new UsageMeter(CLOCK);
  private final Reader reader = new Reader();
  private final Session session = session(reader, null);

  private Session session(Reader reader, Session earlier) {
    ConnectRequest request =
        new ConnectRequest(
            "CP1",
            false,
            Duration.ofMinutes(1),
            RECEIVE_MAXIMUM,
            null,
            Duration.ZERO,
            Principal.ANONYMOUS,
            "127.0.0.1");
    return new Session(new Connection(reader, request, "s", 0), ACCESS, CLOCK, meter, earlier);
  }

  private static Publish message(String payload) {
    return Publish.of("CP1/out", Buffer.buffer(payload), 1, Principal.ANONYMOUS, Instant.EPOCH);
  }

  @Test
  void aReaderThatIsSlowLosesWhatHasQos0() {
    reader.writable = false;

    session.deliver(message("lost"), 0, false);
    reader.writable = true;
    session.pump();

    assertThat(reader.got).isEmpty();
    assertThat(meter.usage().dropped()).containsExactly(entry(DropReason.READER_TOO_SLOW, 1L));
  }

  @Test
  void aReaderThatIsSlowGetsWhatHasQos1WhenItReadsAgain() {
    reader.writable = false;
    session.deliver(message("a"), 1, false);

    reader.writable = true;
    session.pump();

    assertThat(reader.got).containsExactly("a 1");
  }

  @Test
  void noMoreIsUnderWayThanTheReaderTakes() {
    for (String payload : List.of("a", "b", "c", "d")) {
      session.deliver(message(payload), 1, false);
    }

    session.acknowledged(1);

    assertThat(reader.got).containsExactly("a 1", "b 2", "c 3");
  }

  @Test
  void whatWaitsAboveTheLimitIsDropped() {
    reader.writable = false;
    for (int i = 0; i <= Limits.MAX_WAITING; i++) {
      session.deliver(message("m" + i), 1, false);
    }

    reader.writable = true;
    for (int packetId = 1; packetId <= Limits.MAX_WAITING + 1; packetId++) {
      session.pump();
      session.acknowledged(packetId);
    }

    assertThat(reader.got)
        .hasSize(Limits.MAX_WAITING)
        .endsWith("m%d %d".formatted(Limits.MAX_WAITING - 1, Limits.MAX_WAITING));
    assertThat(meter.usage().dropped()).containsExactly(entry(DropReason.CLIENT_QUEUE_FULL, 1L));
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgainAsADuplicate() {
    session.deliver(message("a"), 1, false);
    session.detach();
    Reader back = new Reader();

    session(back, session).resume();

    assertThat(back.got).containsExactly("a 1 duplicate");
  }

  /// A client that writes down what it gets, with the packet id.
  private static final class Reader implements Link {

    private final List<String> got = new ArrayList<>();
    private boolean writable = true;

    @Override
    public void send(Publish message, Delivery how) {
      got.add(message.payload() + " " + how.packetId() + (how.duplicate() ? " duplicate" : ""));
    }

    @Override
    public boolean isWritable() {
      return writable;
    }

    @Override
    public void end(int reasonCode) {
      throw new AssertionError("a session never ends its link");
    }
  }
}
