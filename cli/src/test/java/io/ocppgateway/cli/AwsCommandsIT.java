package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.local.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that call AWS: what they ask and how they print the answer.
class AwsCommandsIT {

  private FakeAws aws;

  @BeforeEach
  void startAws() throws IOException {
    aws = new FakeAws();
  }

  @AfterEach
  void endAws() {
    aws.close();
  }

  @Test
  void thingsAreListedByNameWithTheIdentityTheyStandFor() {
    aws.on(
        "GET /things",
        """
        {"things":[
          {"thingName":"DE:2AABC:2AE1","attributes":{}},
          {"thingName":"CP1","attributes":{"site":"north","row":"4"}},
          {"thingName":"not:a:charge:point","attributes":{}}]}
        """);

    CommandRun run = CommandRun.of("things", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "CHARGE POINT  THING               ATTRIBUTES",
            "CP1           CP1                 row=4 site=north",
            "DE*ABC*E1     DE:2AABC:2AE1",
            "-             not:a:charge:point");
  }

  @Test
  void registrationCreatesTheThingOfEachIdentity() {
    aws.on("POST /things/CP1", "{}").on("POST /things/DE%3A2AABC%3A2AE1", "{}");

    CommandRun run = CommandRun.of("register", "CP1", "DE*ABC*E1", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly("CP1: registered", "DE*ABC*E1: registered as thing DE:2AABC:2AE1");
  }

  @Test
  void traceIsOrderedOnTheTopicOfTheChargePoint() {
    aws.on("POST /topics/DE%3A2AABC%2Fout", "{}");

    CommandRun run = CommandRun.of("trace", "DE*ABC", "--for", "10m", "--aws-port", aws.port());

    assertThat(run.err()).startsWith("DE*ABC: traced until ");
    assertThat(run.exitCode()).isZero();
    assertThat(aws.requests())
        .singleElement()
        .asString()
        .matches("POST /topics/DE%3A2AABC%2Fout.*\\{\"traceUntil\":\\d+}");
  }

  @Test
  void traceThatIsOverBeganInTheYear1970() {
    aws.on("POST /topics/CP1%2Fout", "{}");

    CommandRun run = CommandRun.of("trace", "CP1", "--off", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("CP1: no longer traced");
    assertThat(aws.requests()).singleElement().asString().contains("{\"traceUntil\":0}");
  }

  @Test
  void nobodyTracesForMoreThanAnHourOrForAnUnknownTime() {
    CommandRun tooLong = CommandRun.of("trace", "CP1", "--for", "2h");
    CommandRun unsaid = CommandRun.of("trace", "CP1");

    assertThat(tooLong.exitCode()).isEqualTo(2);
    assertThat(tooLong.err()).contains("allowed are 10s to 1h");
    assertThat(unsaid.exitCode()).isEqualTo(2);
  }

  @Test
  void passwordIsWrittenHashedAndNotShown() {
    answerRegistration();

    CommandRun run =
        CommandRun.of(
            "register",
            "CP1",
            "--password",
            "correct horse battery",
            "--profile",
            "1",
            "--aws-port",
            aws.port());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("CP1: registered\n");
    assertThat(aws.requests())
        .filteredOn(request -> request.startsWith("DynamoDB_20120810.UpdateItem"))
        .singleElement()
        .asString()
        .contains(
            "SET securityProfile = :securityProfile, passwordHash = :passwordHash", "{\"N\":\"1\"}")
        .contains("\"hmac-sha256$", "{\"chargePointId\":{\"S\":\"CP1\"}}")
        .doesNotContain("horse");
  }

  @Test
  void passwordMayComeFromStandardInput() {
    answerRegistration();

    CommandRun run =
        CommandRun.withInput(
            "too short\n", "register", "CP1", "--password", "-", "--aws-port", aws.port());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("cpo: the password has 9 bytes; allowed are 16 to 40");
    assertThat(aws.requests()).noneMatch(request -> request.contains("UpdateItem"));
  }

  @Test
  void passwordMayBeAnyBytesOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("key"), HexFormat.of().parseHex("FF".repeat(20)));
    answerRegistration();

    CommandRun run =
        CommandRun.of(
            "register", "CP1", "--password-file", file.toString(), "--aws-port", aws.port());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.requests())
        .anyMatch(
            request -> request.contains("SET passwordHash = :passwordHash REMOVE securityProfile"));
  }

  @Test
  void profileWithoutAPasswordTakesThePasswordAway() {
    answerRegistration();

    CommandRun run = CommandRun.of("register", "CP1", "--profile", "0", "--aws-port", aws.port());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.requests())
        .anyMatch(request ->
            request.contains("SET securityProfile = :securityProfile REMOVE passwordHash"))
        .noneMatch(request -> request.startsWith("secretsmanager."));
  }

  @Test
  void secretThatIsNamedWholeIsNotLookedFor() {
    answerRegistration();
    String arn = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:Mine-a1B2c3";

    CommandRun run =
        CommandRun.of(
            "register",
            "CP1",
            "--generate-password",
            "--pepper-secret",
            arn,
            "--aws-port",
            aws.port());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).matches("CP1: registered, password [0-9A-F]{40}\n");
    assertThat(aws.requests())
        .contains("secretsmanager.GetSecretValue {\"SecretId\":\"%s\"}".formatted(arn))
        .noneMatch(request -> request.startsWith("secretsmanager.ListSecrets"));
  }

  @Test
  void unregistrationRemovesThingsWithTheirShadowsAndItems() {
    answerRegistration();
    aws.on("GET /api/things/shadow/ListNamedShadowsForThing/CP1", "{\"results\":[\"connectors\"]}")
        .on("DELETE /things/CP1/shadow", "{}")
        .on("DELETE /things/CP1", "{}")
        .on("DynamoDB_20120810.DeleteItem", "{}");

    CommandRun run = CommandRun.of("unregister", "CP1", "--aws-port", aws.port());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("CP1: unregistered\n");
    assertThat(aws.requests())
        .filteredOn(request -> request.contains("DELETE") || request.contains("DeleteItem"))
        .containsExactly(
            "DELETE /things/CP1/shadow",
            "DELETE /things/CP1/shadow",
            "DELETE /things/CP1",
            "DynamoDB_20120810.DeleteItem {\"TableName\":\"X-ChargePoints-Y\",\"Key\":{\"chargePointId\":{\"S\":\"CP1\"}}}");
  }

  @Test
  void shadowIsPrintedForReading() {
    aws.on("GET /things/CP1/shadow", "{\"state\":{\"reported\":{\"model\":\"M1\"}}}");

    CommandRun run = CommandRun.of("shadow", "CP1", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("    \"reported\" : {").contains("\"model\" : \"M1\"");
  }

  @Test
  void missingShadowTellsWhenItComes() {
    aws.refuses("GET /things/CP9/shadow", 404, "ResourceNotFoundException", "none");

    CommandRun run = CommandRun.of("shadow", "CP9", "--aws-port", aws.port());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("cpo: CP9 has no shadow: it gets one when it boots");
  }

  @Test
  void tableShowsKeysFirstAndItemsInOrder() {
    answerHeartbeatTable();

    CommandRun run = CommandRun.of("table", "heartbeat", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "chargePointId  alarm  lastTimestamp",
            "CP1                   1700000000000",
            "CP2            true   1700000000001");
  }

  @Test
  void tableAsJsonHasOneItemPerLine() {
    answerHeartbeatTable();

    CommandRun run = CommandRun.of("table", "heartbeat", "--json", "--aws-port", aws.port());

    assertThat(run.out().lines())
        .contains("{\"chargePointId\":\"CP1\",\"lastTimestamp\":1700000000000}")
        .hasSize(2);
  }

  @Test
  void publishedMessageIsSentAsItStands() {
    aws.on("POST /topics/CP1%2Fout", "");

    CommandRun run =
        CommandRun.of(
            "publish", "CP1/out", "[2,\"42\",\"ClearCache\",{}]", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(aws.requests())
        .containsExactly("POST /topics/CP1%2Fout [2,\"42\",\"ClearCache\",{}]");
  }

  @Test
  void refusalIsOneMessageWithTheServicesWords() {
    aws.refuses("GET /things", 403, "UnauthorizedException", "not for you");

    CommandRun run = CommandRun.of("things", "--aws-port", aws.port());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("cpo: Iot refused: not for you (UnauthorizedException)");
  }

  @Test
  void localStackThatIsNotThereTellsHowToStartIt() {
    int free = FreePort.find();

    CommandRun run = CommandRun.of("things", "--aws-port", Integer.toString(free));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "cpo: nothing answers at http://localhost:%d: start it with ./cpo local"
                .formatted(free));
  }

  @Test
  void brokerThatIsNotThereTellsHowToStartIt() {
    int free = FreePort.find();

    CommandRun run = CommandRun.of("watch", "+/in", "--mqtt-port", Integer.toString(free));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "nothing answers at mqtt://localhost:%d: start it with ./cpo local".formatted(free));
  }

  private void answerRegistration() {
    aws.on(
            "DynamoDB_20120810.ListTables",
            "{\"TableNames\":[\"chargePointHeartbeat\",\"X-ChargePoints-Y\"]}")
        .on("DynamoDB_20120810.UpdateItem", "{}")
        .on("POST /things/CP1", "{}")
        .on(
            "secretsmanager.ListSecrets",
            "{\"SecretList\":[{\"Name\":\"X-CredentialPepper-Y\"},{\"Name\":\"Other\"}]}")
        .on("secretsmanager.GetSecretValue", "{\"SecretString\":\"%s\"}".formatted("p".repeat(32)));
  }

  private void answerHeartbeatTable() {
    aws.on("DynamoDB_20120810.ListTables", "{\"TableNames\":[\"chargePointHeartbeat\"]}")
        .on(
            "DynamoDB_20120810.DescribeTable",
            """
            {"Table":{"TableName":"chargePointHeartbeat",
              "KeySchema":[{"AttributeName":"chargePointId","KeyType":"HASH"}]}}
            """)
        .on(
            "DynamoDB_20120810.Scan",
            """
            {"Count":2,"Items":[
              {"chargePointId":{"S":"CP2"},"lastTimestamp":{"N":"1700000000001"},"alarm":{"BOOL":true}},
              {"chargePointId":{"S":"CP1"},"lastTimestamp":{"N":"1700000000000"}}]}
            """);
  }
}
