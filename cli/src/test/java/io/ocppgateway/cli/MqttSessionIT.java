package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.iot.IotConfig;
import io.ocppgateway.local.iot.IotCore;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.json.JsonMapper;

/// The signed connection, as against an account, to an IoT Core that verifies signatures.
@Timeout(120)
class MqttSessionIT {

  private static final List<MqttTopicFilter> ALL_IN = List.of(MqttTopicFilter.of("+/in"));

  private static final String ROLE =
      """
      {"Resources": {
        "Engineer": {"Type": "AWS::IAM::Role", "Properties": {
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
          "Policies": [{"PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "iot:*", "Resource": "*"}]}}]}},
        "User": {"Type": "T", "Properties": {"Role": {"Fn::GetAtt": ["Engineer", "Arn"]}}}}}
      """;

  private final Principals principals = new Principals();
  private IotCore core;

  @BeforeEach
  void startCore() {
    core =
        IotCore.start(
            new IotConfig("127.0.0.1", 0, 0, "eu-west-1", "123456789012", "localhost:1", null),
            principals,
            new AccessControl(),
            Clock.systemUTC(),
            new UsageMeter(Clock.systemUTC()));
  }

  @AfterEach
  void endCore() {
    core.close();
  }

  @Test
  void signatureWithAnAccessKeyIsTaken() throws InterruptedException {
    AwsCredentials key = AwsBasicCredentials.create("local", "local");

    Mqtt5Publish message = firstMessage(key);

    assertThat(new String(message.getPayloadAsBytes(), UTF_8)).isEqualTo("[3,\"1\",{}]");
  }

  @Test
  void signatureOfARoleSessionIsTaken() throws InterruptedException {
    AccessKey role = principals.issue(engineer());
    AwsCredentials session =
        AwsSessionCredentials.create(
            role.accessKeyId(), role.secretAccessKey(), role.sessionToken());

    Mqtt5Publish message = firstMessage(session);

    assertThat(message.getTopic()).hasToString("CP1/in");
  }

  private static Principal.RoleSession engineer() {
    Template template =
        Template.of(
            JsonMapper.shared().readTree(ROLE),
            new Surroundings("S", "eu-west-1", "http://localhost:1"));
    Resource user = template.resource("User").orElseThrow();
    return new Principal.RoleSession(
        new Roles(template).get(user.properties().get("Role")), "engineer");
  }

  @Test
  void wrongSecretIsRefused() {
    AwsCredentials wrong = AwsBasicCredentials.create("local", "guessed");

    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("refused");
  }

  private Mqtt5Publish firstMessage(AwsCredentials credentials) throws InterruptedException {
    try (MqttSession session = open(credentials)) {
      core.publish(
          Publish.of(
              "CP1/in", Buffer.buffer("[3,\"1\",{}]"), 1, Principal.OPERATOR, Instant.EPOCH));
      return session.receive();
    }
  }

  private MqttSession open(AwsCredentials credentials) {
    URI broker = URI.create("ws://127.0.0.1:" + core.webSocketPort());
    return MqttSession.signed(broker, credentials, Region.EU_WEST_1, ALL_IN);
  }
}
