package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WildcardsPropertyTest {

  /// Few letters, so that patterns match now and then.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab:/").ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab:/**?").ofMaxLength(12);
  }

  @Property
  void aPatternMatchesAsTheSameRegularExpressionDoes(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(Wildcards.ofText(pattern).matches(text)).isEqualTo(matchesRegex(pattern, text));
  }

  @Property
  void aTextMatchesItselfAndWithAnyPartStarred(
      @ForAll("texts") String start, @ForAll("texts") String middle, @ForAll("texts") String end) {
    String text = start + middle + end;

    assertThat(Wildcards.ofText(text).matches(text)).isTrue();
    assertThat(Wildcards.ofText(start + "*" + end).matches(text)).isTrue();
    assertThat(Wildcards.ofText("?".repeat(text.length())).matches(text)).isTrue();
    assertThat(Wildcards.ofText("?".repeat(text.length() + 1)).matches(text)).isFalse();
  }

  /// Whatever an ARN's pattern matches, the plain pattern matches too: segments only narrow it.
  @Property
  void segmentsNarrowAndConditionsNarrowMore(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    boolean plain = Wildcards.ofText(pattern).matches(text);
    boolean resource = Wildcards.ofResource(pattern).matches(text);
    boolean condition = Wildcards.ofArn(pattern).matches(text);

    assertThat(resource && !plain).isFalse();
    assertThat(condition && !resource).isFalse();
  }

  /// None of the letters means something in a regular expression.
  private static boolean matchesRegex(String pattern, String text) {
    return Pattern.matches("(?s)" + pattern.replace("?", ".").replace("*", ".*"), text);
  }
}
