package io.ocppgateway.cli;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo publish`: sends a message to a topic. On `ID/out` it is a command to that charge point.
@Command(
    name = "publish",
    description = "Publishes a message. A CALL published on CP1/out is a command to CP1.",
    footer = {
      "%nExample:",
      "  ./cpo publish CP1/out '[2,\"42\",\"ClearCache\",{}]'",
      "  and the answer on ./cpo watch CP1/in"
    },
    mixinStandardHelpOptions = true)
final class PublishCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;

  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      converter = TopicConverter.class,
      description = "The topic, without wildcards.")
  private String topic = "";

  @Parameters(index = "1", paramLabel = "PAYLOAD", description = "The message, sent as it stands.")
  private String payload = "";

  PublishCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    try (IotDataPlaneClient iot = target.iotData()) {
      iot.publish(request -> request.topic(topic).qos(1).payload(SdkBytes.fromUtf8String(payload)));
      shell.err().println("published on " + topic);
    }
  }

  /// Reads a topic.
  static final class TopicConverter implements ITypeConverter<String> {

    @Override
    public String convert(String topic) {
      try {
        return MqttTopic.of(topic).toString();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'%s' is no MQTT topic: %s".formatted(topic, e.getMessage()));
      }
    }
  }
}
