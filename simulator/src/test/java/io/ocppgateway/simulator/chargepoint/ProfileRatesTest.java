package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What [Profile#callsPerHour] computes is what charge points send.
class ProfileRatesTest {

  /// The central system of these tests tells it.
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(300);

  private final ManualTimers timers = new ManualTimers();

  /// Long enough for chance to even out, and for the boot not to count.
  @ParameterizedTest
  @CsvSource({
    "idle, V1_6, 400",
    "heartbeat, V2_0_1, 3",
    "heartbeat, V1_6, 3",
    "daily, V1_6, 40",
    "daily, V2_0_1, 40",
    "busy, V1_6, 3",
    "busy, V2_1, 3",
  })
  void chargePointsSendAsManyCallsAsComputed(String name, OcppVersion version, int days) {
    Profile profile = Profile.ofName(name).orElseThrow();
    AnsweringCentralSystem csms = new AnsweringCentralSystem(timers, version);
    start(csms, profile, version);
    timers.turn(Duration.ofDays(1));
    int before = csms.calls.size();

    timers.turn(Duration.ofDays(days));

    double perHour = (csms.calls.size() - before) / (24.0 * days);
    assertThat(perHour)
        .isCloseTo(profile.callsPerHour(version, HEARTBEAT_INTERVAL), Percentage.withPercentage(2));
  }

  private void start(AnsweringCentralSystem csms, Profile profile, OcppVersion version) {
    ChargePointOptions options =
        ChargePointOptions.of(
                URI.create("ws://localhost"),
                ChargePointId.ofIdentity("CP1").orElseThrow(),
                version)
            .withProfile(profile);
    Surroundings surroundings =
        new Surroundings(
            csms,
            timers,
            timers,
            new Random(1),
            AnsweringCentralSystem.SCHEMAS,
            new ChargePointListener() {});
    new ChargePoint(options, surroundings, _ -> {}).start();
  }
}
