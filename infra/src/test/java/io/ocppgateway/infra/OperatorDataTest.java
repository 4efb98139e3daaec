package io.ocppgateway.infra;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.registration.Pepper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.RemovalPolicy;
import tools.jackson.databind.JsonNode;

class OperatorDataTest {

  private final Synthesized stack = Synthesized.byDefault();

  @ParameterizedTest
  @CsvSource({
    "OperatorDataChargePoints, chargePointId",
    "OperatorDataPresence, chargePointId",
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
    assertThat(stack.resources("AWS::DynamoDB::GlobalTable")).hasSize(4);
  }

  @Test
  void secretOfPasswordsIsGeneratedAndKnownToNoTemplate() {
    JsonNode secret = stack.only("AWS::SecretsManager::Secret");

    assertThat(secret.has("SecretString")).isFalse();
    assertThat(secret.at("/GenerateSecretString/PasswordLength").asInt())
        .isGreaterThanOrEqualTo(Pepper.MIN_BYTES);
    assertThat(secret.has("Name")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OperatorDataProcessedMessages", "OperatorDataPresence"})
  void whatNobodyAsksForAnyMoreExpires(String table) {
    JsonNode expiry = stack.named(table).get("TimeToLiveSpecification");

    assertThat(expiry.get("AttributeName").asString()).isEqualTo("expiresAt");
    assertThat(expiry.get("Enabled").asBoolean()).isTrue();
  }

  @Test
  void onlyWhatCannotBeMadeAgainIsKeptWhereThatIsWanted() {
    Synthesized kept = RoutingStack.with("kept", RemovalPolicy.RETAIN, true, routing -> {});

    assertThat(deletionPolicies(kept))
        .containsOnly(
            Map.entry("DataChargePoints", "Retain"),
            Map.entry("DataCredentialPepper", "Retain"),
            Map.entry("DataPresence", "Delete"),
            Map.entry("DataProcessedMessages", "Delete"),
            Map.entry("DataChargePointHeartbeat", "Delete"));
  }

  @Test
  void whereHeartbeatsAreNotRecordedThereIsNeitherTableNorRule() {
    Synthesized without = RoutingStack.with("unrecorded", RemovalPolicy.DESTROY, false, r -> {});

    assertThat(deletionPolicies(without)).doesNotContainKey("DataChargePointHeartbeat");
    assertThat(without.resources("AWS::IoT::TopicRule"))
        .hasSize(3)
        .noneMatch(rule -> rule.toString().contains("'Heartbeat'"));
  }

  /// By the logical id of each part of the data, without the hash at its end.
  private static Map<String, String> deletionPolicies(Synthesized stack) {
    return stack.resources().entrySet().stream()
        .filter(resource -> resource.getKey().startsWith("Data"))
        .collect(
            toMap(
                resource -> resource.getKey().replaceFirst("[0-9A-F]{8}$", ""),
                resource -> resource.getValue().path("DeletionPolicy").asString("(not set)")));
  }
}
