package io.ocppgateway.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The style rules that hold in every module. A module's test imports its classes once and checks
/// these, then its own arrows:
///
/// ```java
/// JavaClasses classes = HouseRules.mainClasses("io.ocppgateway.gateway");
/// HouseRules.all().forEach(rule -> rule.check(classes));
/// HouseRules.environmentIsReadOnlyBy("Main").check(classes);
/// ```
public final class HouseRules {

  private static final Set<String> BANNED_PACKAGES =
      Set.of("util", "utils", "common", "helper", "impl", "dto", "service", "model");

  private static final List<String> BANNED_ENDINGS =
      List.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Info", "Data");

  /// OCPP's messages: their types are spelled as the specification spells them, `StatusInfo` too.
  private static final String[] MESSAGE_PACKAGES = {"..ocpp.v16", "..ocpp.v201", "..ocpp.v21"};

  private HouseRules() {}

  /// The classes of a package and of those below it, tests left out.
  ///
  /// @throws IllegalArgumentException if there are none: a misspelt package must not pass
  public static JavaClasses mainClasses(String rootPackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rootPackage);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("no classes in package '" + rootPackage + "'");
    }
    return classes;
  }

  /// The rules without exceptions. Who may read the environment differs from module to module: see
  /// [#environmentIsReadOnlyBy].
  public static List<ArchRule> all() {
    return List.of(
        packagesAreNamedForAFeature(),
        typesAreNamedForWhatTheyAre(),
        packagesAreNullMarked(),
        packagesAreFreeOfCycles(),
        timeComesInAsAClock());
  }

  /// Environment variables are read by the types with these simple names and nobody else.
  public static ArchRule environmentIsReadOnlyBy(String... simpleNames) {
    Set<String> readers = Set.of(simpleNames);
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are not among " + readers, type -> !readers.contains(type.getSimpleName())))
        .should()
        .callMethodWhere(callOf(System.class, "getenv"))
        .as("the environment is read only by " + readers)
        .because("configuration is one validated record")
        .allowEmptyShould(true);
  }

  private static ArchRule packagesAreNamedForAFeature() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            BANNED_PACKAGES.stream().map(name -> ".." + name + "..").toArray(String[]::new))
        .as("packages are named for a feature, never " + BANNED_PACKAGES)
        .allowEmptyShould(true);
  }

  private static ArchRule typesAreNamedForWhatTheyAre() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(MESSAGE_PACKAGES)
        .should()
        .haveNameMatching(".*(" + String.join("|", BANNED_ENDINGS) + ")")
        .as("types are named for what they are, never …" + BANNED_ENDINGS)
        .allowEmptyShould(true);
  }

  private static ArchRule packagesAreNullMarked() {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("be in a package with @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type,
                        marked,
                        "%s: package-info.java of %s lacks @NullMarked"
                            .formatted(type.getName(), type.getPackageName())));
              }
            })
        .as("every package has a package-info.java with @NullMarked")
        .allowEmptyShould(true);
  }

  private static ArchRule packagesAreFreeOfCycles() {
    return slices().matching("(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private static ArchRule timeComesInAsAClock() {
    return noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "now() without a Clock",
                call ->
                    call.getTarget().getName().equals("now")
                        && call.getTarget().getOwner().getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().isEmpty()))
        .orShould()
        .callMethodWhere(callOf(System.class, "currentTimeMillis"))
        .as("time comes in as a Clock or a scheduler")
        .because("tests turn the clock by hand")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaMethodCall> callOf(Class<?> owner, String method) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + method,
        call -> {
          MethodCallTarget target = call.getTarget();
          return target.getOwner().isEquivalentTo(owner) && target.getName().equals(method);
        });
  }
}
