package io.ocppgateway.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The rules between the packages of the gateway.
final class ArchitectureTest {

  private static final String ROOT = "io.ocppgateway.gateway";

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(GATEWAY);
  }

  @Test
  void nothingLooksUpToTheRoot() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(GATEWAY);
  }

  @Test
  void onlyAwsSeesTheSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(GATEWAY);
  }

  @Test
  void httpStaysAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".websocket..", ROOT + ".mqtt..", ROOT + ".health..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty.handler.codec.http..")
        .check(GATEWAY);
  }

  @Test
  void mqttStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".mqtt..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty.handler.codec.mqtt..")
        .check(GATEWAY);
  }

  @Test
  void linkKnowsNothingOfTheSocket() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".mqtt..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".session..", ROOT + ".websocket..")
        .check(GATEWAY);
  }

  @Test
  void registryDoesNoInput() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".registry..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".registry..", "io.ocppgateway.ocpp..", "java..", "org.jspecify..")
        .check(GATEWAY);
  }

  @Test
  void onlyMainReadsTheEnvironment() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(GATEWAY);
  }

  @Test
  void timeComesFromAClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(GATEWAY);
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(GATEWAY);
  }
}
