package io.ocppgateway.infra;

import java.util.Optional;
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

/// What the operator knows: its charge points, who of them is online, their last heartbeats, and
/// the answers already given; and the secret that the passwords of charge points are hashed with.
///
/// Each table can be restored to any second of the last 35 days. When the stack is destroyed, what
/// cannot be made again is kept where that is wanted: the charge points and, as all passwords in
/// that table are void without it, the secret. The other tables hold what the next messages bring
/// again, and go with the stack in any case.
final class OperatorData extends Construct {

  /// TTL of all tables that have one, in seconds since 1970.
  private static final String EXPIRY = "expiresAt";

  private static final String CHARGE_POINT = "chargePointId";

  /// Letters and digits that hold more than the 256 bits of the hash.
  private static final int PEPPER_LENGTH = 64;

  /// @param heartbeatRecords whether there is a table of heartbeats
  /// @param heartbeatTableName its physical name; null: one of CloudFormation's
  /// @param removal what becomes of charge points and secret when the stack is destroyed
  record Props(
      boolean heartbeatRecords, @Nullable String heartbeatTableName, RemovalPolicy removal) {}

  private final TableV2 chargePoints;
  private final TableV2 presence;
  private final TableV2 processedMessages;
  private final @Nullable TableV2 chargePointHeartbeat;
  private final Secret credentialPepper;

  OperatorData(Construct scope, String id, Props props) {
    super(scope, id);
    this.chargePoints = table("ChargePoints", CHARGE_POINT).removalPolicy(props.removal()).build();
    this.presence = table("Presence", CHARGE_POINT).timeToLiveAttribute(EXPIRY).build();
    this.processedMessages =
        table("ProcessedMessages", "messageKey").timeToLiveAttribute(EXPIRY).build();
    this.chargePointHeartbeat =
        props.heartbeatRecords()
            ? table("ChargePointHeartbeat", CHARGE_POINT)
                .tableName(props.heartbeatTableName())
                .build()
            : null;
    this.credentialPepper =
        Secret.Builder.create(this, "CredentialPepper")
            .description("Hashes the passwords of charge points; without it all are void")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .excludePunctuation(true)
                    .passwordLength(PEPPER_LENGTH)
                    .build())
            .removalPolicy(props.removal())
            .build();
  }

  /// The registered charge points.
  TableV2 chargePoints() {
    return chargePoints;
  }

  /// Who is online, since when, and why not: `status`, `since` and `reason` of each charge point. A
  /// row of one that stays away expires after some months.
  TableV2 presence() {
    return presence;
  }

  /// Answers by charge point and message id, kept for as long as a charge point may ask again.
  TableV2 processedMessages() {
    return processedMessages;
  }

  /// When each charge point last sent a Heartbeat; written by a rule, without a function. Empty if
  /// that is not recorded.
  Optional<TableV2> chargePointHeartbeat() {
    return Optional.ofNullable(chargePointHeartbeat);
  }

  /// The secret that passwords are hashed with: made by Secrets Manager, known to no template.
  Secret credentialPepper() {
    return credentialPepper;
  }

  /// A table as all are; it goes with the stack.
  private TableV2.Builder table(String id, String key) {
    return TableV2.Builder.create(this, id)
        .partitionKey(Attribute.builder().name(key).type(AttributeType.STRING).build())
        .billing(Billing.onDemand())
        .encryption(TableEncryptionV2.awsManagedKey())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .removalPolicy(RemovalPolicy.DESTROY);
  }
}
