package io.ocppgateway.local.iot.message;

import io.ocppgateway.local.iam.Call;
import java.util.List;

/// What clients ask of IoT Core, as policies see it: actions on clients, topics, filters and
/// things.
///
/// @param arnPrefix what the ARNs of this account and region start with, as in
///   `arn:aws:iot:eu-west-1:000000000000:`
/// @see "AWS IoT Core developer guide, AWS IoT Core policy actions and action resources"
public record IotCalls(String arnPrefix) {

  /// To connect as this client.
  public Call connect(String clientId) {
    return on("iot:Connect", "client/" + clientId);
  }

  /// To publish on a topic.
  ///
  /// @param retain whether the message is to stay there, which is an action more
  public List<Call> publish(String topic, boolean retain) {
    Call publish = on("iot:Publish", "topic/" + topic);
    return retain ? List.of(publish, on("iot:RetainPublish", "topic/" + topic)) : List.of(publish);
  }

  /// To subscribe to a filter, whose wildcards are characters as any other to a policy.
  public Call subscribe(String filter) {
    return on("iot:Subscribe", "topicfilter/" + filter);
  }

  /// To be given a message of a topic.
  public Call receive(String topic) {
    return on("iot:Receive", "topic/" + topic);
  }

  /// An action on a resource.
  ///
  /// @param action for example `iot:DescribeThing`
  /// @param resource its kind and name, for example `thing/CP1`
  public Call on(String action, String resource) {
    return new Call(action, arnPrefix + resource);
  }
}
