package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/// What every command has in common.
class CpoTest {

  static Stream<String> commands() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Cpo.commandLine(
        new Shell(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Ansi.OFF,
            Map.of(),
            Terminal.none(),
            new Stopping()))
        .getSubcommands()
        .keySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: cpo " + command).contains("--help");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void unknownOptionIsAUsageErrorInOneMessage(String command) {
    CommandRun run = CommandRun.of(command, "--bogus");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("cpo: ").contains("See ./cpo " + command + " --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutACommandTheHelpIsNamed() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a command is missing").contains("./cpo --help");
  }

  @Test
  void helpOfAllShowsEveryCommandAndHowToBegin() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(commands().toList())
        .contains("./cpo local")
        .contains("./cpo simulate --url ws://localhost:8080 --cp-id CP1");
  }

  @Test
  void misspeltCommandIsCorrected() {
    CommandRun run = CommandRun.of("thing");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'thing'").contains("things");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '"',
      value = {
        "things --aws --endpoint http://localhost:1 > --aws goes to an AWS account",
        "things --aws --aws-port 1 > --aws goes to an AWS account",
        "things --endpoint http://localhost:1 --aws-port 1 > either --endpoint or --aws-port",
        "things --aws-port many > 'many' is no port: allowed are 1 to 65535",
        "things --aws-port 99999 > '99999' is no port",
        "things --endpoint localhost:4566 > 'localhost:4566' is no endpoint",
        "things --endpoint http://[ > 'http://[' is no URL",
        "watch # --mqtt-port 0 > '0' is no port",
        "register > ID",
        "register CP1 --profile 4 > --profile is 4; allowed are 0 to 3",
        "register CP1 --profile 3 --generate-password > security profile 3 has no password",
        "register CP1 --certificate x --password y > has a password or a certificate; give one",
        "register CP1 --certificate x --profile 2 > security profile 2 has no certificate",
        "register CP1 CP2 --certificate x > --certificate and --serial-number are for one",
        "simulate --client-certificate x > --client-certificate and --client-key go together",
        "register CP1 --profile 1 > security profile 1 has a password; give --password",
        "register CP1 --profile 0 --generate-password > security profile 0 has no password",
        "register CP1 --password x --generate-password > either --password or --generate-password",
        "register CP1 CP2 --password x > --password is for one charge point",
        "register CP1 --password x --password-file y > either --password or --password-file",
        "simulate --password x --password-file y > either --password or --password-file",
        "watch > FILTER",
        "watch a/#/b > is no MQTT topic filter",
        "publish CP1/out > PAYLOAD",
        "publish +/out {} > '+/out' is no MQTT topic",
        "local --mqtt-port 70000 > MQTT port 70000; allowed are 0",
        "local --gateways 0 > at least one must run",
        "cost > Missing required option: '--charge-points=N'",
        "cost --charge-points 0 > 0 charge points; allowed are 1 to 10000000",
        "cost --charge-points 1 --heartbeat 0 > --heartbeat is 0; allowed are 1 to 86400 seconds",
        "cost --charge-points 1 --profile lazy > allowed are idle, heartbeat, daily, busy",
        "cost --charge-points 1 --sessions 9 > do not fit; allowed are at most 5.9",
        "cost --charge-points 1 --meter-interval 0 > meter interval PT0S",
        "cost --charge-points 1 --reconnects -1 > -1.0 reconnects a day; allowed are 0 to 1,440",
        "cost --charge-points 1 --egress VPN > expected one of [NAT, PUBLIC_IP, VPC_ENDPOINTS]",
        "cost --charge-points 1 --connections-per-task 0 > allowed are 1 to 55000",
        "cost --charge-points 1 --task-cpu 300 > Fargate has [256, 512, 1024, 2048, 4096]",
        "cost --charge-points 1 --task-cpu 1024 --task-memory 512 > Fargate gives it 2048 to 8192 MiB",
        "local --context foo > should be in KEY=VALUE format",
        "simulate --url ws://a^b > 'ws://a^b' is no URL: Illegal character",
        "simulate --url ws://localhost:65536 > port 65536",
        "simulate --url http://localhost > 'http://localhost' is no WebSocket URL",
        "simulate --profile lazy > allowed are idle, heartbeat, daily, busy",
        "simulate --protocol ocpp1.5 > allowed are ocpp1.6, ocpp2.0.1, ocpp2.1",
        "simulate --cp-model abcdefghijklmnopqrstuvwxyz > has 26 characters"
      })
  void misuseIsAUsageErrorThatNamesTheFault(String arguments, String fault) {
    CommandRun run = CommandRun.of(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(fault);
  }

  @Test
  void identityThatIsTooLongIsAUsageErrorThatNamesTheLimit() {
    CommandRun run = CommandRun.of("register", "x".repeat(129));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("1 to 128 bytes");
  }
}
