package io.ocppgateway.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ocppgateway");
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
        .check(classes);
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
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.gateway..")
        .check(classes);
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
            "io.ocppgateway.local.dynamodb..")
        .check(classes);
  }

  @Test
  void servicesAreReachedThroughTheStackOnly() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.gateway..")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(
            "io.ocppgateway.local",
            "io.ocppgateway.local.sqs..",
            "io.ocppgateway.local.dynamodb..",
            "io.ocppgateway.local.lambda..",
            "io.ocppgateway.local.gateway..")
        .check(classes);
  }

  @Test
  void onlyDynamoDbUsesTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.ocppgateway.local.dynamodb..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(classes);
  }
}
