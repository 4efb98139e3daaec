package io.ocppgateway.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// What the operator knows: its charge points, their last heartbeats, and the answers already
/// given; and the secret that the passwords of charge points are hashed with.
///
/// It goes with the stack: `cdk destroy` leaves nothing behind. Until then each table can be
/// restored to any second of the last 35 days. Without the secret all passwords in the table are
/// void, so that both go or stay together.
final class OperatorData extends Construct {

  private static final RemovalPolicy REMOVAL = RemovalPolicy.DESTROY;

  /// Letters and digits that hold more than the 256 bits of the hash.
  private static final int PEPPER_LENGTH = 64;

  private final TableV2 chargePoints;
  private final TableV2 processedMessages;
  private final TableV2 chargePointHeartbeat;
  private final Secret credentialPepper;

  /// @param heartbeatTableName physical name of the heartbeat table; null: one of CloudFormation's
  OperatorData(Construct scope, String id, @Nullable String heartbeatTableName) {
    super(scope, id);
    this.chargePoints = table("ChargePoints", "chargePointId").build();
    this.processedMessages =
        table("ProcessedMessages", "messageKey").timeToLiveAttribute("expiresAt").build();
    this.chargePointHeartbeat =
        table("ChargePointHeartbeat", "chargePointId").tableName(heartbeatTableName).build();
    this.credentialPepper =
        Secret.Builder.create(this, "CredentialPepper")
            .description("Hashes the passwords of charge points; without it all are void")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .excludePunctuation(true)
                    .passwordLength(PEPPER_LENGTH)
                    .build())
            .removalPolicy(REMOVAL)
            .build();
  }

  /// The registered charge points.
  TableV2 chargePoints() {
    return chargePoints;
  }

  /// Answers by charge point and message id, kept for as long as a charge point may ask again.
  TableV2 processedMessages() {
    return processedMessages;
  }

  /// When each charge point last sent a Heartbeat; written by a rule, without a function.
  TableV2 chargePointHeartbeat() {
    return chargePointHeartbeat;
  }

  /// The secret that passwords are hashed with: made by Secrets Manager, known to no template.
  Secret credentialPepper() {
    return credentialPepper;
  }

  private TableV2.Builder table(String id, String key) {
    return TableV2.Builder.create(this, id)
        .partitionKey(Attribute.builder().name(key).type(AttributeType.STRING).build())
        .billing(Billing.onDemand())
        .encryption(TableEncryptionV2.awsManagedKey())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .removalPolicy(REMOVAL);
  }
}
