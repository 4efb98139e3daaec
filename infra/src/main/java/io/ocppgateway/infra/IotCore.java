package io.ocppgateway.infra;

import io.ocppgateway.ocpp.topic.Topics;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/// AWS IoT Core of the stack's own account and region: what may be granted on it.
///
/// Any thing may be a charge point, so permissions are for all of them, each for one kind of topic.
final class IotCore {

  private final Stack stack;

  IotCore(Construct scope) {
    this.stack = Stack.of(scope);
  }

  /// To ask where the account's broker is.
  void grantDescribeEndpoint(IGrantable grantee) {
    // The action knows no resources.
    grant(grantee, "*", "iot:DescribeEndpoint");
  }

  /// To ask whether a thing is registered.
  void grantDescribeThing(IGrantable grantee) {
    grant(grantee, arn("thing", "*"), "iot:DescribeThing");
  }

  /// To ask whether a certificate is active, and which thing has it.
  void grantDescribeCertificates(IGrantable grantee) {
    grant(grantee, arn("cert", "*"), "iot:DescribeCertificate");
    grant(grantee, arn("thing", "*"), "iot:ListThingPrincipals");
  }

  /// To read and write the shadows of things.
  void grantShadows(IGrantable grantee) {
    grant(grantee, arn("thing", "*"), "iot:GetThingShadow", "iot:UpdateThingShadow");
  }

  /// To connect to the broker as any charge point.
  void grantConnect(IGrantable grantee) {
    grant(grantee, arn("client", "*"), "iot:Connect");
  }

  /// To publish on the topics that a filter with `+` matches.
  void grantPublish(IGrantable grantee, String filter) {
    grant(grantee, arn("topic", inPolicy(filter)), "iot:Publish");
  }

  /// To answer charge points: to ask where the broker is, and to publish on `{id}/out`.
  void grantAnswers(IGrantable grantee) {
    grantDescribeEndpoint(grantee);
    grantPublish(grantee, Topics.ALL_OUT);
  }

  /// To publish on a topic in which substitution templates, `${…}`, stand for any text.
  void grantRepublish(IGrantable grantee, String topic) {
    grant(grantee, arn("topic", topic.replaceAll("\\$\\{[^}]*}", "*")), "iot:Publish");
  }

  /// To subscribe to the topics that a filter with `+` matches, and to receive what is published
  /// there.
  void grantSubscribe(IGrantable grantee, String filter) {
    grant(grantee, arn("topicfilter", inPolicy(filter)), "iot:Subscribe");
    grant(grantee, arn("topic", inPolicy(filter)), "iot:Receive");
  }

  /// Every rule of the account: a rule's own name is not known when its role is made.
  String anyRuleArn() {
    return arn("rule", "*");
  }

  /// Policies know `*`, which also matches slashes, in place of MQTT's `+`.
  private static String inPolicy(String filter) {
    return filter.replace('+', '*');
  }

  private String arn(String resource, String name) {
    return stack.formatArn(
        ArnComponents.builder().service("iot").resource(resource).resourceName(name).build());
  }

  private static void grant(IGrantable grantee, String resourceArn, String... actions) {
    Grant.addToPrincipal(
            GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(resourceArn))
                .build())
        .assertSuccess();
  }
}
