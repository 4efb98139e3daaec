package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.registration.Pepper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OperatorDataTest {

  private final Synthesized stack = Synthesized.byDefault();

  @ParameterizedTest
  @CsvSource({
    "OperatorDataChargePoints, chargePointId",
    "OperatorDataProcessedMessages, messageKey",
    "OperatorDataChargePointHeartbeat, chargePointId"
  })
  void everyTableHasItsKeyAndIsEncryptedRestorableAndOnDemand(String id, String key) {
    JsonNode table = stack.named(id);

    assertThat(table.get("KeySchema")).hasSize(1);
    assertThat(table.at("/KeySchema/0/AttributeName").asString()).isEqualTo(key);
    assertThat(table.at("/AttributeDefinitions/0/AttributeType").asString()).isEqualTo("S");
    assertThat(table.get("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
    assertThat(
            table
                .at("/Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
  }

  @Test
  void thereIsNoOtherTable() {
    assertThat(stack.resources("AWS::DynamoDB::GlobalTable")).hasSize(3);
  }

  @Test
  void secretOfPasswordsIsGeneratedAndKnownToNoTemplate() {
    JsonNode secret = stack.only("AWS::SecretsManager::Secret");

    assertThat(secret.has("SecretString")).isFalse();
    assertThat(secret.at("/GenerateSecretString/PasswordLength").asInt())
        .isGreaterThanOrEqualTo(Pepper.MIN_BYTES);
    assertThat(secret.has("Name")).isFalse();
  }

  @Test
  void answersAlreadyGivenExpire() {
    JsonNode expiry = stack.named("OperatorDataProcessedMessages").get("TimeToLiveSpecification");

    assertThat(expiry.get("AttributeName").asString()).isEqualTo("expiresAt");
    assertThat(expiry.get("Enabled").asBoolean()).isTrue();
  }
}
