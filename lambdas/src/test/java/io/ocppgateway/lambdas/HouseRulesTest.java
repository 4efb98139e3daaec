package io.ocppgateway.lambdas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house, and which package of `lambdas` may know which.
class HouseRulesTest {

  private static final String ROOT = "io.ocppgateway.lambdas";
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
  void onlyTheEntryPointsReadTheEnvironment() {
    String[] entryPoints =
        CLASSES.stream()
            .filter(type -> type.getPackageName().equals(ROOT))
            .filter(type -> type.isAssignableTo(RequestStreamHandler.class))
            .map(JavaClass::getSimpleName)
            .toArray(String[]::new);

    HouseRules.environmentIsReadOnlyBy(entryPoints).check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".aws")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryPointsKnowLambda() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.amazonaws..", "org.crac..")
        .check(CLASSES);
  }

  @Test
  void functionalBlocksKnowTheWayAroundThemAndShadowsButNotEachOther() {
    mayKnow("provisioning", "routing", "shadow");
    mayKnow("availability", "routing", "shadow");
  }

  @Test
  void wayAroundTheHandlersKnowsNoHandler() {
    mayKnow("routing", "command");
  }

  @Test
  void whatSurroundsKnowsNothingElse() {
    mayKnow("command");
    mayKnow("shadow");
    mayKnow("presence");
    mayKnow("logging");
  }

  @Test
  void adaptersKnowWhatTheyStandBehind() {
    mayKnow("aws", "routing", "shadow", "presence");
  }

  /// A package of this module may know these others of it, and itself.
  private static void mayKnow(String of, String... others) {
    DescribedPredicate<JavaClass> known =
        resideInAnyPackage(
            Stream.concat(Stream.of(of), Arrays.stream(others))
                .map(name -> ROOT + "." + name)
                .toArray(String[]::new));
    classes()
        .that()
        .resideInAPackage(ROOT + "." + of)
        .should()
        .onlyDependOnClassesThat(
            known
                .or(DescribedPredicate.not(resideInAPackage(ROOT + "..")))
                .as("be of %s or %s", of, Arrays.toString(others)))
        .check(CLASSES);
  }
}
