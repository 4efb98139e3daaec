package io.ocppgateway.infra.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdkCommandTest {

  @ParameterizedTest
  @CsvSource({
    "/r/node_modules/.bin/cdk deploy, DEPLOY",
    "/r/node_modules/.bin/cdk -c domainName=example.com deploy --profile cpo, DEPLOY",
    "node_modules/aws-cdk/bin/cdk bootstrap aws://123456789012/eu-west-1, BOOTSTRAP",
    "cdk watch, WATCH",
    "/r/node_modules/.bin/cdk synth -q, OTHER",
    "/r/node_modules/.bin/cdk destroy, OTHER",
    "/r/node_modules/.bin/cdk diff, OTHER",
    "/r/bin/cdk-assets deploy, OTHER",
    "mvn deploy, OTHER"
  })
  void commandStandsBehindTheCommandLine(String arguments, CdkCommand expected) {
    List<List<String>> ancestors =
        List.of(List.of("-c", "./cpo app"), List.of(arguments.split(" ")), List.of("bash"));

    CdkCommand command = CdkCommand.of(ancestors);

    assertThat(command).isEqualTo(expected);
  }

  @Test
  void whereNobodyCanBeAskedItIsAnyCommand() {
    assertThat(CdkCommand.of(List.of())).isEqualTo(CdkCommand.OTHER);
    assertThat(CdkCommand.ofCaller()).isEqualTo(CdkCommand.OTHER);
  }
}
