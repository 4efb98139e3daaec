package io.ocppgateway.infra.observability;

import static java.util.Collections.singletonMap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscriptionProps;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// Where alarms are told: a topic that is encrypted, and that CloudWatch of this account alone
/// publishes on.
///
/// The key is the stack's own: with AWS's key for SNS, CloudWatch could not publish, and no alarm
/// would reach anybody. It is destroyed seven days after the stack, the least that KMS allows.
final class AlarmTopic extends Construct {

  private static final Duration KEY_IS_PENDING = Duration.days(7);

  private final Topic topic;

  /// @param email who hears of alarms; null: nobody until somebody subscribes
  /// @param deadLetters where an alarm goes that no e-mail could be sent of
  AlarmTopic(Construct scope, String id, @Nullable String email, IQueue deadLetters) {
    super(scope, id);
    Key key =
        Key.Builder.create(this, "Key")
            .description("Encrypts what alarms of the OCPP gateway say")
            .enableKeyRotation(true)
            .pendingWindow(KEY_IS_PENDING)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(cloudWatch()))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            // In a key's own policy this is the key.
            .resources(List.of("*"))
            .build());
    this.topic = Topic.Builder.create(this, "Topic").masterKey(key).enforceSsl(true).build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(cloudWatch()))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
    if (email != null) {
      topic.addSubscription(
          new EmailSubscription(
              email, EmailSubscriptionProps.builder().deadLetterQueue(deadLetters).build()));
    }
  }

  /// What an alarm does.
  IAlarmAction action() {
    return new SnsAction(topic);
  }

  private static IPrincipal cloudWatch() {
    return new ServicePrincipal("cloudwatch.amazonaws.com")
        .withConditions(
            singletonMap("StringEquals", singletonMap("aws:SourceAccount", Aws.ACCOUNT_ID)));
  }
}
