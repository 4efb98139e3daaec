package io.ocppgateway.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/// What the operator knows: its charge points, their last heartbeats, and the answers already
/// given.
///
/// The tables go with the stack: `cdk destroy` leaves nothing behind. Until then each can be
/// restored to any second of the last 35 days.
final class OperatorData extends Construct {

  private final TableV2 chargePoints;
  private final TableV2 processedMessages;
  private final TableV2 chargePointHeartbeat;

  /// @param heartbeatTableName physical name of the heartbeat table; null: one of CloudFormation's
  OperatorData(Construct scope, String id, @Nullable String heartbeatTableName) {
    super(scope, id);
    this.chargePoints = table("ChargePoints", "chargePointId").build();
    this.processedMessages =
        table("ProcessedMessages", "messageKey").timeToLiveAttribute("expiresAt").build();
    this.chargePointHeartbeat =
        table("ChargePointHeartbeat", "chargePointId").tableName(heartbeatTableName).build();
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
