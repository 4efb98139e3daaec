package io.ocppgateway.simulator;

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

  private static final String ROOT = "io.ocppgateway.simulator";
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
  void nobodyReadsTheEnvironment() {
    HouseRules.environmentIsReadOnlyBy().check(CLASSES);
  }

  @Test
  void simulatorKnowsNoOtherModuleButTheProtocol() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ocppgateway.gateway..",
            "io.ocppgateway.lambdas..",
            "io.ocppgateway.local..",
            "io.ocppgateway.infra..",
            "software.amazon..")
        .check(CLASSES);
  }

  @Test
  void chargePointKnowsNoNetty() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".chargepoint", ROOT + ".behaviour", ROOT + ".charging", ROOT + ".fault")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNoConnection() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".fleet.statistics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", ROOT, ROOT + ".websocket", ROOT + ".fleet")
        .check(CLASSES);
  }

  @Test
  void behaviourKnowsNoConnection() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".behaviour", ROOT + ".charging")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(ROOT, ROOT + ".chargepoint", ROOT + ".websocket")
        .check(CLASSES);
  }
}
