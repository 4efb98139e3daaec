package io.ocppgateway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

  private static final String FIXTURE = "io.ocppgateway.houserules.fixture";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Class <io.ocppgateway.houserules.fixture.util.Anything> does reside in",
        "Class <io.ocppgateway.houserules.fixture.CallManager> has name matching",
        "package-info.java of io.ocppgateway.houserules.fixture lacks @NullMarked",
        "Cycle detected",
        "java.time.Instant.now()"
      })
  void breachIsFound(String breach) {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE);

    assertThat(breaches(classes)).anySatisfy(found -> assertThat(found).contains(breach));
  }

  @Test
  void environmentReadElsewhereIsFound() {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE);

    List<String> breaches =
        HouseRules.environmentIsReadOnlyBy("Main")
            .evaluate(classes)
            .getFailureReport()
            .getDetails();

    assertThat(breaches).singleElement().asString().contains("CallManager.environment()");
  }

  @Test
  void cleanCodePasses() {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE + ".clean");

    assertThat(breaches(classes)).isEmpty();
    assertThat(HouseRules.environmentIsReadOnlyBy("Main").evaluate(classes).hasViolation())
        .isFalse();
  }

  @Test
  void misspeltPackageDoesNotPass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HouseRules.mainClasses("io.ocppgateway.nowhere"))
        .withMessageContaining("io.ocppgateway.nowhere");
  }

  private static List<String> breaches(JavaClasses classes) {
    return HouseRules.all().stream()
        .flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
        .toList();
  }
}
