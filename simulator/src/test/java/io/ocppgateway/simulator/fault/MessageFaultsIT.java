package io.ocppgateway.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.chargepoint.CallCounts;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageFaultsIT {

  /// RFC 3339, as OCPP asks; Java's parser takes a zone of hours only, others do not.
  private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d\\d:\\d\\d)$");

  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]*)\"");

  private FaultyFleet fleet;
  private RecordingCentralSystem csms;

  @BeforeEach
  void open() throws InterruptedException {
    fleet = new FaultyFleet();
    csms = fleet.csms;
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  // -- burst

  @Test
  void callsOfABurstAreInFlightTogetherAndCounted() {
    csms.answerOnlyBoots();
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1, new Burst(7));

    // BootNotification is answered; StatusNotification and six of the first beats are not.
    await().until(() -> csms.calls("Heartbeat").size() == 6);

    assertThat(csms.calls("")).extracting(MessageFaultsIT::id).doesNotHaveDuplicates();
    CallCounts counts = chargePoint.calls().join();
    assertThat(counts.sent()).isEqualTo(8);
    assertThat(counts.answered()).isEqualTo(1);
    assertThat(counts.inFlight()).isEqualTo(7);
  }

  @Test
  void everyCallOfABurstIsAnswered() {
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1, new Burst(7));

    await().until(() -> csms.calls("Heartbeat").size() >= 14);

    CallCounts counts =
        await().until(() -> chargePoint.calls().join(), told -> told.inFlight() == 0);
    assertThat(counts.answered()).isEqualTo(counts.sent());
  }

  @Test
  void oneCallIsInFlightWithoutAFault() {
    csms.answerOnlyBoots();
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1);
    await().until(() -> csms.calls("").size() == 2);

    await().during(Duration.ofSeconds(2)).until(() -> csms.calls("").size() == 2);

    assertThat(chargePoint.calls().join().inFlight()).isEqualTo(1);
  }

  // -- bad-timestamps

  @Test
  void noTimestampTellsTheTime() {
    fleet.start(OcppVersion.V1_6, new BadTimestamps());

    await().until(() -> csms.calls("StatusNotification").size() >= 2);

    assertThat(timestamps()).hasSizeGreaterThanOrEqualTo(2).noneMatch(MessageFaultsIT::isNow);
  }

  @Test
  void timestampsTellTheTimeWithoutAFault() {
    fleet.start(OcppVersion.V1_6);

    await().until(() -> csms.calls("StatusNotification").size() >= 2);

    assertThat(timestamps()).hasSizeGreaterThanOrEqualTo(2).allMatch(MessageFaultsIT::isNow);
  }

  // -- unknown-enum

  @Test
  void valuesAreNotOfTheSpecificationsLists() {
    fleet.start(OcppVersion.V1_6, new UnknownEnum());

    await().until(() -> csms.calls("StatusNotification").size() >= 2);

    assertThat(csms.calls("StatusNotification"))
        .allMatch(message -> message.text().contains("\"errorCode\":\"Error\""));
  }

  @Test
  void valuesAreOfTheSpecificationsListsWithoutAFault() {
    fleet.start(OcppVersion.V1_6);

    await().until(() -> csms.calls("StatusNotification").size() >= 2);

    assertThat(csms.calls("StatusNotification"))
        .allMatch(message -> message.text().contains("\"errorCode\":\"NoError\""));
  }

  // -- repeated-ids

  @Test
  void eachIdIsUsedForTwoCallsInARowAndEachIsAnswered() {
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1, new RepeatedIds());

    await().until(() -> csms.calls("").size() >= 4);

    assertThat(csms.calls("").stream().map(MessageFaultsIT::id).limit(4))
        .containsExactly("1", "1", "2", "2");
    await().until(() -> chargePoint.calls().join().answered() >= 4);
    assertThat(chargePoint.calls().join().timedOut()).isZero();
  }

  @Test
  void everyCallHasAnIdOfItsOwnWithoutAFault() {
    fleet.start(OcppVersion.V2_0_1);

    await().until(() -> csms.calls("").size() >= 4);

    assertThat(csms.calls("")).extracting(MessageFaultsIT::id).doesNotHaveDuplicates();
  }

  private static String id(Message message) {
    return message.text().split("\"")[1];
  }

  private List<String> timestamps() {
    return csms.calls("StatusNotification").stream()
        .map(message -> TIMESTAMP.matcher(message.text()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private static boolean isNow(String timestamp) {
    try {
      Instant told = OffsetDateTime.parse(timestamp).toInstant();
      return ZONE.matcher(timestamp).find()
          && Duration.between(told, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0;
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
