package io.ocppgateway.infra;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// ARNs of AWS IoT resources of the stack's own account and region.
final class IotArns {

  private final Stack stack;

  IotArns(Construct scope) {
    this.stack = Stack.of(scope);
  }

  /// Topics that a topic filter with `+` matches, for publishing and receiving.
  String topics(String filter) {
    return arn("topic", inPolicy(filter));
  }

  /// Subscriptions that a topic filter with `+` covers.
  String subscriptions(String filter) {
    return arn("topicfilter", inPolicy(filter));
  }

  /// Every MQTT client id: the gateway connects as each of its charge points.
  String clients() {
    return arn("client", "*");
  }

  /// Every thing, and its shadow.
  String things() {
    return arn("thing", "*");
  }

  /// Every rule. A rule's own name is not known when its role is made.
  String rules() {
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
}
