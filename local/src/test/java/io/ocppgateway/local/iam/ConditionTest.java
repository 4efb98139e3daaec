package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  private static boolean holds(String operator, String key, String wanted, Call call) {
    String statement =
        "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s\": %s}}}"
            .formatted(operator, key, wanted);
    return TestRoles.role("R", statement).decide(call, ResourcePolicies.NONE)
        instanceof Decision.Allowed;
  }

  private static Call call(String... values) {
    return new Call("a:B", "*", Map.of("k:key", List.of(values)));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, Abc, true",
    "StringEquals, abc, false",
    "StringNotEquals, Abc, false",
    "StringNotEquals, abc, true",
    "StringEqualsIgnoreCase, aBC, true",
    "StringNotEqualsIgnoreCase, aBC, false",
    "stringlike, A*, true",
    "StringLike, B*, false",
    "StringNotLike, A*, false",
    "StringEquals, A*, false"
  })
  void textsAreComparedAsTheOperatorSays(String operator, String wanted, boolean expected) {
    assertThat(holds(operator, "K:Key", "\"" + wanted + "\"", call("Abc"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ArnLike, arn:aws:iot:eu-west-1:000000000000:rule/*, true",
    "ArnEquals, arn:aws:iot:*:000000000000:rule/One, true",
    "ArnLike, arn:aws:iot:eu-west-1:111111111111:rule/*, false",
    "ArnNotLike, arn:aws:iot:eu-west-1:000000000000:rule/*, false",
    "ArnNotEquals, arn:aws:iot:eu-west-1:000000000000:rule/Two, true"
  })
  void arnsAreComparedByTheirSegments(String operator, String wanted, boolean expected) {
    Call call = call("arn:aws:iot:eu-west-1:000000000000:rule/One");

    assertThat(holds(operator, "k:key", "\"" + wanted + "\"", call)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "false, false"})
  void aFlagIsComparedInAnyCase(String wanted, boolean expected) {
    assertThat(holds("Bool", "k:key", "\"" + wanted + "\"", call("true"))).isEqualTo(expected);
    assertThat(holds("Bool", "aws:SecureTransport", "\"" + wanted + "\"", call()))
        .isEqualTo(expected);
  }

  /// A key that a call does not have is one that is missing, also one that AWS would know.
  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringLike, false",
    "ArnLike, false",
    "Bool, false",
    "StringNotEquals, true",
    "StringNotLike, true",
    "ArnNotLike, true",
    "StringEqualsIfExists, true",
    "BoolIfExists, true",
    "ForAllValues:StringEquals, true",
    "ForAnyValue:StringEquals, false",
    "ForAnyValue:StringNotEquals, false",
    "Null, true"
  })
  void aMissingKeyHoldsWhereTheOperatorLetsIt(String operator, boolean expected) {
    assertThat(holds(operator, "dynamodb:LeadingKeys", "\"true\"", call())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ForAllValues:StringEquals, true",
    "ForAnyValue:StringEquals, true",
    "ForAllValues:StringNotEquals, false"
  })
  void severalValuesAreCountedAsTheQuantifierSays(String operator, boolean expected) {
    assertThat(holds(operator, "k:key", "[\"a\", \"b\", \"c\"]", call("a", "b")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ForAllValues:StringEquals, false",
    "ForAnyValue:StringEquals, true",
    "ForAnyValue:StringNotEquals, true"
  })
  void oneValueMoreThanIsWantedMattersToAllOfThem(String operator, boolean expected) {
    assertThat(holds(operator, "k:key", "[\"a\", \"c\"]", call("a", "b"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Null, false, true", "Null, true, false", "StringEqualsIfExists, other, false"})
  void aKeyThatIsThereIsNotMissing(String operator, String wanted, boolean expected) {
    assertThat(holds(operator, "k:key", "\"" + wanted + "\"", call("Abc"))).isEqualTo(expected);
  }
}
