package io.ocppgateway.infra;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;

/// What cdk-nag's AwsSolutions pack finds: each finding has a reason here, or is a fault.
class CdkNagTest {

  /// Rule and construct, and why it stays.
  private static final Map<String, String> ACCEPTED =
      Map.of(
          "AwsSolutions-EC23 Endpoint/SecurityGroup",
          "Charge points come from any address, on one port.",
          "AwsSolutions-ELB2 Endpoint/LoadBalancer",
          "A network load balancer logs TLS handshakes only; the gateway logs every connection.",
          "AwsSolutions-ECS2 GatewayService/Task",
          "Ports, an interval and a table's name: none is a secret; the one secret comes from Secrets Manager.",
          "AwsSolutions-SMG4 OperatorData/CredentialPepper",
          "Every password is hashed with it and known as a hash alone: a new one would lock all charge points out. Replacing it means new passwords for all, which no schedule can do.",
          "AwsSolutions-SQS3 MessageRouting/DeadLetters",
          "This is the dead-letter queue: of rules and functions, which cdk-nag does not look at.",
          "AwsSolutions-IAM5 GatewayService/Task/TaskRole/DefaultPolicy",
          "See PolicyTest.WILDCARDS.",
          "AwsSolutions-IAM5 GatewayService/Task/ExecutionRole/DefaultPolicy",
          "See PolicyTest.WILDCARDS.",
          "AwsSolutions-IAM5 MessageRouting/FrameHandler/Role/DefaultPolicy",
          "See PolicyTest.WILDCARDS.");

  @Test
  void everyFindingHasAReason() {
    assertThat(findings("nag", Map.of(), Map.of()))
        .containsExactlyInAnyOrderElementsOf(ACCEPTED.keySet());
  }

  @Test
  void aDomainAddsNoFinding() {
    assertThat(findings("nag-domain", Synthesized.DOMAIN_CONTEXT, Synthesized.DEPLOY_ENVIRONMENT))
        .containsExactlyInAnyOrderElementsOf(ACCEPTED.keySet());
  }

  private static SortedSet<String> findings(
      String name, Map<String, Object> context, Map<String, String> environment) {
    Map<String, Object> withFindings = new HashMap<>(context);
    // Otherwise the first finding would end the synthesis.
    withFindings.put("@aws-cdk/core:annotationsInValidationReport", false);
    Path directory = Path.of("target", "synthesized", name).toAbsolutePath();
    software.amazon.awscdk.App app = Synthesized.app(directory, withFindings, environment);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    app.synth();
    return Synthesized.in(directory, context)
        .messages()
        .filter(message -> message.text().startsWith("AwsSolutions-"))
        .map(message -> rule(message) + " " + construct(message))
        .collect(toCollection(TreeSet::new));
  }

  /// `AwsSolutions-IAM5[Resource::*]: The IAM entity …`.
  private static String rule(Synthesized.Message message) {
    return message.text().split("[\\[:]", 2)[0];
  }

  /// The path without the stack's name, and without what CDK calls the resource itself.
  private static String construct(Synthesized.Message message) {
    return message.path().replaceFirst("^/[^/]+/", "").replaceFirst("/Resource$", "");
  }
}
