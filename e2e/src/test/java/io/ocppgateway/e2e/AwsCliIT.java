package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// AWS's own command line works against the local stack as it is.
@ExtendWith(LocalStackExtension.class)
class AwsCliIT {

  private final Stack stack;

  AwsCliIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void createsThingsAndShadowsAndSeesTables(@TempDir Path directory) throws IOException {
    Path payload =
        Files.writeString(
            directory.resolve("shadow.json"), "{\"state\":{\"desired\":{\"colour\":\"green\"}}}");
    aws("iot", "create-thing", "--thing-name", "AWS-CLI").awaitLine("\"thingName\": \"AWS-CLI\"");
    aws("dynamodb", "list-tables").awaitLine("\"chargePointHeartbeat\"");
    aws(
            "iot-data",
            "update-thing-shadow",
            "--thing-name",
            "AWS-CLI",
            "--payload",
            "fileb://" + payload,
            "/dev/stdout")
        .awaitLine("green");

    assertThat(stack.local().things().find("AWS-CLI")).isPresent();
  }

  private Program aws(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Peers.ofOthers("aws")));
    command.addAll(List.of(arguments));
    return Program.start(
        Map.of(
            "AWS_ENDPOINT_URL",
            stack.local().awsEndpoint().toString(),
            "AWS_DEFAULT_REGION",
            "eu-west-1",
            "AWS_ACCESS_KEY_ID",
            "any",
            "AWS_SECRET_ACCESS_KEY",
            "any",
            "AWS_PAGER",
            ""),
        command);
  }
}
