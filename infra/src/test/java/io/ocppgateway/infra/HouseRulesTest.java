package io.ocppgateway.infra;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.Map;
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

  /// Those of `Map` itself order their entries anew in each process.
  @Test
  void mapsKeepTheirOrder() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(type(Map.class)))
                .and(target(nameMatching("of|ofEntries|copyOf")))
                .and(not(target(rawParameterTypes(new Class<?>[0])))))
        .because("the template must have the same bytes in each process: InOrder keeps the order")
        .check(CLASSES);
  }

  @Test
  void infraKnowsTopicsProfilesAndEnvironmentNamesAndNoCodeThatItDeploys() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "io.ocppgateway.infra..",
                    "io.ocppgateway.ocpp.topic..",
                    "io.ocppgateway.ocpp.environment..",
                    "io.ocppgateway.ocpp.registration..")
                .or(not(resideInAPackage("io.ocppgateway.."))))
        .check(CLASSES);
  }
}
