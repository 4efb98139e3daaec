package io.ocppgateway.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  /// Without what ANTLR generates.
  private static final JavaClasses CLASSES =
      HouseRules.mainClasses("io.ocppgateway.local")
          .that(resideOutsideOfPackage("io.ocppgateway.local.rules.grammar"));

  static Stream<ArchRule> rulesOfTheHouse() {
    return HouseRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource
  void rulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void nobodyReadsTheEnvironment() {
    HouseRules.environmentIsReadOnlyBy().check(CLASSES);
  }

  @Test
  void localKnowsOtherModulesByTheTemplateOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.ocppgateway.local..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ocppgateway.gateway..", "io.ocppgateway.lambdas..", "io.ocppgateway.infra..")
        .check(CLASSES);
  }

  @Test
  void theTemplateKnowsNothingOfWhatRuns() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.ocppgateway.local.template..",
            "io.ocppgateway.local.process..",
            "io.ocppgateway.local.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ocppgateway.local",
            "io.ocppgateway.local.iot..",
            "io.ocppgateway.local.rules..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.secrets..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.gateway..")
        .check(CLASSES);
  }

  @Test
  void rulesReachServicesByTheirTargetsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.ocppgateway.local.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ocppgateway.local",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.secrets..",
            "io.ocppgateway.local.dynamodb..")
        .check(CLASSES);
  }

  @Test
  void servicesAreReachedThroughTheStackOnly() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.secrets..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.gateway..")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(
            "io.ocppgateway.local",
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.secrets..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.gateway..")
        .check(CLASSES);
  }

  @Test
  void onlyDynamoDbUsesTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.ocppgateway.local.dynamodb..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
  }
}
