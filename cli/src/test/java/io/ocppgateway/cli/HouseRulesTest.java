package io.ocppgateway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house, and which doors of other modules the command line goes through.
class HouseRulesTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses("io.ocppgateway.cli");

  static Stream<ArchRule> rulesOfTheHouse() {
    return HouseRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource
  void rulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void environmentIsReadOnce() {
    HouseRules.environmentIsReadOnlyBy("Shell").check(CLASSES);
  }

  @Test
  void localStackIsKnownByItsDoorsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ocppgateway.local.iot..",
            "io.ocppgateway.local.rules..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.gateway..",
            "io.ocppgateway.gateway..",
            "io.ocppgateway.lambdas..",
            "io.ocppgateway.infra..")
        .check(CLASSES);
  }
}
