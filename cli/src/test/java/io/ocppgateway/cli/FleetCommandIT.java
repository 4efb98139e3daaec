package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.local.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `cpo fleet` does around its fleet, against AWS endpoints that answer as told; no central
/// system is there.
@Timeout(60)
class FleetCommandIT {

  private FakeAws aws;
  private String url;

  @BeforeEach
  void start() throws IOException {
    aws = new FakeAws();
    url = "ws://localhost:" + FreePort.find();
  }

  @AfterEach
  void end() {
    aws.close();
  }

  @Test
  void fleetThatNeverConnectsIsAFailureWithAReport() {
    CommandRun run = CommandRun.of("fleet", "--url", url, "--size", "3", "--for", "2s");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("3 charge points at " + url)
        .containsPattern("verdict +no charge point ever connected");
  }

  @Test
  void onlyWhatWasMadeIsRemoved() {
    answerThings(3);
    aws.refuses("POST /things/CP2", 409, "ResourceAlreadyExistsException", "is there");

    CommandRun run = register("3");

    assertThat(run.err()).contains("registered 2; the others were registered before, and stay");
    assertThat(aws.requests())
        .filteredOn(request -> request.startsWith("POST /things/"))
        .hasSize(3)
        .allMatch(request -> request.contains("\"fleet\":\""));
    assertThat(aws.requests())
        .filteredOn(request -> request.matches("DELETE /things/CP\\d"))
        .containsExactlyInAnyOrder("DELETE /things/CP1", "DELETE /things/CP3");
    assertThat(aws.requests()).contains("DELETE /things/CP1/shadow", "DELETE /things/CP3/shadow");
  }

  @Test
  void failedRegistrationTakesBackWhatItMade() {
    answerThings(3);
    aws.refuses("POST /things/CP3", 403, "UnauthorizedException", "no more");
    aws.refuses("GET /things/CP3", 404, "ResourceNotFoundException", "none");

    CommandRun run = register("3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no more (UnauthorizedException)");
    assertThat(run.out()).doesNotContain("verdict");
    List<String> made =
        aws.requests().stream()
            .filter(request -> request.matches("POST /things/CP[12] .*"))
            .map(request -> request.substring(5, 16))
            .toList();
    assertThat(aws.requests())
        .filteredOn(request -> request.matches("DELETE /things/CP\\d"))
        .containsExactlyInAnyOrderElementsOf(
            made.stream().map(thing -> "DELETE " + thing).toList());
  }

  @Test
  void whatCannotBeRemovedIsNamedWithTheCommandThatDoes() {
    answerThings(3);
    aws.refuses("DELETE /things/CP2", 403, "UnauthorizedException", "keep it");

    CommandRun run = register("3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("1 things could not be removed")
        .contains("./cpo unregister CP2");
  }

  @Test
  void addressThatIsNotThisMachinesIsRefusedWithItsPrice() {
    CommandRun run =
        CommandRun.of("fleet", "--url", "wss://192.0.2.1", "--size", "5000", "--for", "10m");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("192.0.2.1 is not on this machine")
        .containsPattern("120,000 +OCPP messages, both ways +0\\.30 USD per hour")
        .containsPattern("Together about 0\\.\\d\\d USD for 10m")
        .contains(
            "cpo: --url: 'wss://192.0.2.1' is not on this machine; give --i-understand-the-cost");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void reportsAreWrittenWhereTheyAreWanted(@TempDir Path directory) {
    Path json = directory.resolve("fleet.json");
    Path html = directory.resolve("fleet.html");

    CommandRun run =
        CommandRun.of(
            "fleet",
            "--url",
            url,
            "--size",
            "1",
            "--for",
            "1s",
            "--report",
            json.toString(),
            "--report",
            html.toString());

    assertThat(run.err()).contains("report written to " + json, "report written to " + html);
    assertThat(json).content().contains("\"reportVersion\" : 1");
    assertThat(html).content().startsWith("<!DOCTYPE html>");
  }

  private CommandRun register(String size) {
    return CommandRun.of(
        "fleet",
        "--url",
        url,
        "--size",
        size,
        "--for",
        "1s",
        "--register",
        "--aws-port",
        aws.port());
  }

  private void answerThings(int size) {
    IntStream.rangeClosed(1, size)
        .mapToObj(number -> "CP" + number)
        .forEach(thing ->
            aws.on("POST /things/" + thing, "{}")
                .on("GET /api/things/shadow/ListNamedShadowsForThing/" + thing, "{\"results\":[]}")
                .on("DELETE /things/" + thing + "/shadow", "{}")
                .on("DELETE /things/" + thing, "{}"));
  }
}
