package io.ocppgateway.infra;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses("io.ocppgateway.infra");

  static Stream<ArchRule> rulesOfTheHouse() {
    return HouseRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource
  void rulesOfTheHouse(ArchRule rule) {
    // The data are an operator's: what the construct is for, not a tail to a vague name.
    rule.check(CLASSES.that(not(simpleName("OperatorData"))));
  }

  @Test
  void onlyTheAppReadsTheEnvironment() {
    HouseRules.environmentIsReadOnlyBy("App").check(CLASSES);
  }

  @Test
  void infraKnowsTopicsAndEnvironmentNamesAndNoCodeThatItDeploys() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "io.ocppgateway.infra..",
                    "io.ocppgateway.ocpp.topic..",
                    "io.ocppgateway.ocpp.environment..")
                .or(not(resideInAPackage("io.ocppgateway.."))))
        .check(CLASSES);
  }
}
