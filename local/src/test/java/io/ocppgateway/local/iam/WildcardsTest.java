package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

  private static final String TOPIC = "arn:aws:iot:eu-west-1:000000000000:topic/";

  @ParameterizedTest
  @CsvSource({
    "iot:*, iot:Publish, true",
    "iot:Get*, iot:GetThingShadow, true",
    "iot:Get*Shadow, iot:GetThingShadow, true",
    "iot:Get*Shadow, iot:GetThing, false",
    "iot:Publish, iot:publish, false",
    "iot:Publis?, iot:Publish, true",
    "iot:Publish?, iot:Publish, false",
    "*, dynamodb:GetItem, true",
    "a*b*c, abcbc, true",
    "a*b*c, abcb, false"
  })
  void aTextIsMatchedWhole(String pattern, String text, boolean expected) {
    assertThat(Wildcards.ofText(pattern).matches(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "topic/*/in, topic/CP1/in, true",
    "topic/*/in, topic/a/b/in, true",
    "topic/*/in, topic/CP1/out, false",
    "topic/*/in, topic/CP1/IN, false",
    "topic/*/in, topic/DE:2AABC/in, true",
    "topic/CP?/in, topic/CP1/in, true",
    "topic/CP?/in, topic/CP12/in, false"
  })
  void theResourceOfAnArnIsMatchedWithItsColonsAndSlashes(
      String pattern, String resource, boolean expected) {
    String prefix = "arn:aws:iot:eu-west-1:000000000000:";

    assertThat(Wildcards.ofResource(prefix + pattern).matches(prefix + resource))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "arn:aws:iot:*:*:topic/a, true",
    "arn:aws:iot:*, true",
    "arn:aws:iot:eu-*:topic/a, true",
    "arn:aws:i*t:eu-west-1:000000000000:topic/a, true",
    "arn:aws:i*opic/a, false",
    "arn:aws:iot:eu-west-1?000000000000:topic/a, false",
    "arn:aws:sqs:*:*:topic/a, false"
  })
  void aWildcardStaysInItsSegmentUnlessItEndsIt(String pattern, boolean expected) {
    assertThat(Wildcards.ofResource(pattern).matches(TOPIC + "a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iot:*:*:topic/*, true",
    "arn:aws:iot:eu-west-1:000000000000:*, true",
    "arn:aws:iot:*, false",
    "arn:aws:iot:eu-*:topic/a, false"
  })
  void aConditionComparesEachSegmentByItself(String pattern, boolean expected) {
    assertThat(Wildcards.ofArn(pattern).matches(TOPIC + "a")).isEqualTo(expected);
  }
}
