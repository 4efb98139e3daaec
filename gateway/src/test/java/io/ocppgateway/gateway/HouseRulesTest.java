package io.ocppgateway.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house, and which package of the gateway may know which.
final class HouseRulesTest {

  private static final String ROOT = "io.ocppgateway.gateway";
  private static final JavaClasses CLASSES = HouseRules.mainClasses(ROOT);

  static Stream<ArchRule> rulesOfTheHouse() {
    return HouseRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource
  void rulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void onlyMainReadsTheEnvironment() {
    HouseRules.environmentIsReadOnlyBy("Main").check(CLASSES);
  }

  @Test
  void onlyMainMakesTheClock() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void nothingLooksUpToTheRoot() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void onlyAwsSeesTheSdk() {
    onlySees("software.amazon.awssdk..", ROOT + ".aws..");
  }

  @Test
  void httpStaysAtTheEdges() {
    onlySees(
        "io.netty.handler.codec.http..",
        ROOT + ".websocket..",
        ROOT + ".mqtt..",
        ROOT + ".health..");
  }

  @Test
  void tlsIsMadeWhereItEnds() {
    onlySees("io.netty.handler.ssl..", ROOT + ".tls..", ROOT + ".mqtt.endpoint..");
  }

  @Test
  void linkKnowsNothingOfTheSocket() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".mqtt..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".session..", ROOT + ".websocket..")
        .check(CLASSES);
  }

  @Test
  void callRulesKnowNeitherNetworkNorClock() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".call..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".call..",
            "io.ocppgateway.ocpp..",
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
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
        .check(CLASSES);
  }

  private static void onlySees(String seen, String... by) {
    noClasses()
        .that()
        .resideOutsideOfPackages(by)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(seen)
        .check(CLASSES);
  }
}
