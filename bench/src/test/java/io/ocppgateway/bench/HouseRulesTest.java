package io.ocppgateway.bench;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ocppgateway.houserules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseRulesTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses("io.ocppgateway.bench");

  static Stream<ArchRule> rulesOfTheHouse() {
    return HouseRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource
  void rulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }
}
