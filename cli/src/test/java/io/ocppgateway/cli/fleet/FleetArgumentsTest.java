package io.ocppgateway.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ocppgateway.cli.fleet.report.ReportFile;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.fleet.FaultShare;
import io.ocppgateway.simulator.fleet.FleetOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// From words to a plan.
class FleetArgumentsTest {

  @Test
  void whatIsNotSaidHasADefault() {
    FleetPlan plan = plan("--size", "300");

    assertThat(plan.options().url()).hasToString("ws://localhost:8080");
    assertThat(plan.options().size()).isEqualTo(300);
    assertThat(plan.options().connectsPerSecond()).isEqualTo(200);
    assertThat(plan.options().duration()).isEqualTo(FleetOptions.UNTIL_STOPPED);
    assertThat(plan.options().profile().name()).isEqualTo("heartbeat");
    assertThat(plan.options().versions()).containsExactly(OcppVersion.V2_0_1);
    assertThat(plan.options().id(1)).hasToString("CP001");
    assertThat(plan.reports()).isEmpty();
  }

  @Test
  void everythingCanBeSaid(@TempDir Path directory) {
    FleetPlan plan =
        plan(
            "--url=ws://127.0.0.1:9000/ocpp",
            "--size=20",
            "--ramp=30/m",
            "--for=1h30m",
            "--profile=busy",
            "--protocol=ocpp1.6,ocpp2.1",
            "--id-prefix=LOAD-",
            "--fault=half-open=5",
            "--fault=late-answers=2.5%",
            "--source-address=127.0.0.2,127.0.0.3",
            "--report=" + directory.resolve("a.json"),
            "--report=" + directory.resolve("b.HTML"),
            "--heartbeat-interval=60s");

    FleetOptions options = plan.options();
    assertThat(options.connectsPerSecond()).isEqualTo(0.5);
    assertThat(options.duration()).isEqualTo(Duration.ofMinutes(90));
    assertThat(options.profile().name()).isEqualTo("busy");
    assertThat(options.versions()).containsExactly(OcppVersion.V1_6, OcppVersion.V2_1);
    assertThat(options.id(7)).hasToString("LOAD-07");
    assertThat(options.faults())
        .containsExactly(new FaultShare("half-open", 5), new FaultShare("late-answers", 2.5));
    assertThat(options.sourceAddresses())
        .extracting("hostAddress")
        .containsExactly("127.0.0.2", "127.0.0.3");
    assertThat(plan.reports())
        .extracting(ReportFile::form)
        .containsExactly(ReportFile.Form.JSON, ReportFile.Form.HTML);
    assertThat(plan.heartbeatInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '"',
      value = {
        "--size=0 > --size: '0' is no number of charge points; allowed are 1 to 1000000",
        "--size=many > --size: 'many' is no number",
        "--url=http://localhost > --url: 'http://localhost' is no WebSocket URL",
        "--url=ws://a^b > --url: Illegal character",
        "--ramp=fast > --ramp: 'fast' is no rate; allowed are connects per second or per minute",
        "--ramp=0/s > --ramp: '0/s' is no rate",
        "--for=10 > --for: '10' is no time; allowed are days, hours, minutes and seconds",
        "--for=0s > --for: '0s' is no time",
        "--profile=lazy > --profile: 'lazy' is no profile; allowed are idle, heartbeat, daily, busy",
        "--protocol=ocpp1.5 > --protocol: 'ocpp1.5' is not spoken here; allowed are ocpp1.6, ocpp2.0.1, ocpp2.1",
        "--fault=late > --fault: 'late' is not NAME=PERCENT",
        "--fault=late=1 > --fault: there is no fault 'late'; allowed are no-pong, half-open,",
        "--fault=late=101 > --fault: fault late is wanted in 101.0 % of the charge points",
        "--source-address=localhost > --source-address: 'localhost' is no IP address",
        "--report=fleet.xml > --report: 'fleet.xml' ends in neither .json nor .html",
        "--report=/not/there/a.json > --report: '/not/there/a.json' lies in a directory that is not there",
        "--heartbeat-interval=often > --heartbeat-interval: 'often' is no time"
      })
  void faultIsNamedWithValueAndWhatIsAllowed(String argument, String fault) {
    String[] arguments =
        argument.startsWith("--size")
            ? new String[] {argument}
            : new String[] {"--size=1", argument};

    Throwable refusal = catchThrowable(() -> plan(arguments));

    assertThat(refusal).isInstanceOf(MistypedException.class).hasMessageStartingWith(fault);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Throwable refusal =
        catchThrowable(() -> plan("--size=-1", "--ramp=x", "--for=y", "--fault=a", "--fault=b"));

    assertThat(refusal).hasMessageStartingWith("5 options are not understood");
    assertThat(refusal.getMessage().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).contains("--size"),
            line -> assertThat(line).contains("--ramp"),
            line -> assertThat(line).contains("--for"),
            line -> assertThat(line).contains("--fault: 'a'"),
            line -> assertThat(line).contains("--fault: 'b'"));
  }

  @Test
  void faultsOfMoreThanAllChargePointsAreRefused() {
    assertThatThrownBy(() -> plan("--size=10", "--fault=no-pong=60", "--fault=burst=60"))
        .isInstanceOf(MistypedException.class)
        .hasMessageContaining("120");
  }

  @Test
  void reportThatCannotBeWrittenIsRefusedBeforeTheStart(@TempDir Path directory) throws Exception {
    Path taken = Files.createDirectory(directory.resolve("dir.json"));

    assertThatThrownBy(() -> plan("--size=1", "--report=" + taken))
        .isInstanceOf(MistypedException.class)
        .hasMessageContaining("cannot be written");
  }

  private static FleetPlan plan(String... arguments) {
    FleetArguments words = new FleetArguments();
    new CommandLine(words).parseArgs(arguments);
    return words.plan();
  }
}
