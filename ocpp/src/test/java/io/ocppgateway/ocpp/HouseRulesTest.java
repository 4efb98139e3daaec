package io.ocppgateway.ocpp;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house, and which package of `ocpp` may know which.
class HouseRulesTest {

  private static final String ROOT = "io.ocppgateway.ocpp";
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
  void identitiesAndVersionsKnowNothingElse() {
    mayKnow(ROOT);
  }

  @Test
  void framesKnowIdentitiesAndVersions() {
    mayKnow(ROOT + ".frame", ROOT);
  }

  @Test
  void topicsKnowIdentitiesAndMessageIds() {
    mayKnow(ROOT + ".topic", ROOT, ROOT + ".frame");
  }

  @Test
  void environmentNamesKnowNothing() {
    mayKnow(ROOT + ".environment");
  }

  @Test
  void schemasKnowNoMessageOfAnyVersion() {
    mayKnow(ROOT + ".schema", ROOT, ROOT + ".frame", ROOT + ".message");
  }

  @Test
  void protocolDoesNoIo() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..",
            "java.net.http..",
            "java.nio.channels..",
            "java.util.logging..",
            "io.netty..",
            "io.vertx..",
            "software.amazon..",
            "com.amazonaws..",
            "org.slf4j..")
        .check(CLASSES);
  }

  /// Packages of `ocpp` and of other modules are closed to it but for these and its own.
  private static void mayKnow(String of, String... others) {
    String[] known = Stream.concat(Stream.of(of), Stream.of(others)).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(of)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(known)
                .or(not(resideInAPackage("io.ocppgateway..")))
                .as("know " + String.join(", ", known)))
        .check(CLASSES);
  }
}
