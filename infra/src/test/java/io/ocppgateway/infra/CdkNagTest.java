package io.ocppgateway.infra;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What cdk-nag's packs AwsSolutions and Serverless find: each finding has a reason in
/// [AcceptedFinding], or is a fault.
class CdkNagTest {

  private static final int MOST_ACCEPTED = 8;

  private record Finding(String rule, String construct) {

    boolean isAccepted() {
      return AcceptedFinding.ALL.stream().anyMatch(this::isAcceptedBy);
    }

    boolean isAcceptedBy(AcceptedFinding accepted) {
      return accepted.accepts(rule, construct);
    }
  }

  static List<Variant> variants() {
    return SynthesizedVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyFindingHasAReason(Variant variant) {
    Set<Finding> findings = findings(SynthesizedVariants.of(variant));

    assertThat(findings).isNotEmpty().allMatch(Finding::isAccepted);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void missingFlowLogsAreFoundWhereTheyAreNotWantedOnly(Variant variant) {
    Set<Finding> findings = findings(SynthesizedVariants.of(variant));

    assertThat(findings.stream().anyMatch(finding -> finding.rule().equals("AwsSolutions-VPC7")))
        .isEqualTo(variant.sets(Setting.FLOW_LOGS, false));
  }

  @Test
  void noReasonStandsForNothing() {
    Set<Finding> findings = new HashSet<>();
    variants().forEach(variant -> findings.addAll(findings(SynthesizedVariants.of(variant))));

    assertThat(AcceptedFinding.ALL)
        .hasSizeLessThanOrEqualTo(MOST_ACCEPTED)
        .allSatisfy(
            accepted -> assertThat(findings).anyMatch(found -> found.isAcceptedBy(accepted)));
  }

  private static Set<Finding> findings(Synthesized stack) {
    return stack
        .messages()
        .filter(message -> message.text().matches("(?s)(AwsSolutions|Serverless)-.*"))
        .map(message -> new Finding(rule(message), construct(message)))
        .collect(toCollection(HashSet::new));
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
