package io.ocppgateway.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.local.iam.TestRoles;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

  private static final AccessKey KEY = new Principals().issue(TestRoles.anybody("FrameHandler"));

  private final SigningKeys keys = new SigningKeys();

  @Test
  void aKeyIsDerivedOnce() {
    byte[] first = keys.of(KEY, scope("20260101", "eu-central-1", "iotdata"));

    byte[] second = keys.of(KEY, scope("20260101", "eu-central-1", "iotdata"));

    assertThat(second)
        .isSameAs(first)
        .isEqualTo(
            SigV4.signingKey(KEY.secretAccessKey(), scope("20260101", "eu-central-1", "iotdata")));
  }

  @Test
  void eachPartOfTheScopeMakesAnotherKey() {
    byte[] key = keys.of(KEY, scope("20260101", "eu-central-1", "iotdata"));

    assertThat(keys.of(KEY, scope("20260102", "eu-central-1", "iotdata"))).isNotEqualTo(key);
    assertThat(keys.of(KEY, scope("20260101", "us-east-1", "iotdata"))).isNotEqualTo(key);
    assertThat(keys.of(KEY, scope("20260101", "eu-central-1", "dynamodb"))).isNotEqualTo(key);
    AccessKey other = new Principals().issue(TestRoles.anybody("FrameHandler"));
    CredentialScope ofOther =
        new CredentialScope(other.accessKeyId(), "20260101", "eu-central-1", "iotdata");
    assertThat(keys.of(other, ofOther)).isNotEqualTo(key);
  }

  @Test
  void scopesThatCallersInventDoNotFillTheMemory() {
    for (int i = 0; i < 3 * SigningKeys.MOST_KEYS; i++) {
      keys.of(KEY, scope("20260101", "region-" + i, "iotdata"));
    }

    assertThat(keys.size()).isLessThanOrEqualTo(SigningKeys.MOST_KEYS);
  }

  private static CredentialScope scope(String date, String region, String service) {
    return new CredentialScope(KEY.accessKeyId(), date, region, service);
  }
}
