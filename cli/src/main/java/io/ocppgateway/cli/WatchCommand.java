package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.cli.shell.PortConverter;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import java.net.URI;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/// `cpo watch`: the MQTT test client. Prints what is published until it is ended.
@Command(
    name = "watch",
    description = "Prints the messages of topics as they come: time, topic, payload.",
    footer = {
      "%nExamples:",
      "  ./cpo watch '+/in' '+/out'     all messages from and to charge points",
      "  ./cpo watch '$aws/events/#'    who comes and goes"
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Runnable {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Shell shell;
  private final Clock clock;

  @Mixin private final Target target;

  @Parameters(
      paramLabel = "FILTER",
      arity = "1..*",
      converter = FilterConverter.class,
      description = "MQTT topic filters: + is one level, # all that follow.")
  private List<MqttTopicFilter> filters = List.of();

  @Option(
      names = "--mqtt-port",
      paramLabel = "PORT",
      defaultValue = "1883",
      converter = PortConverter.class,
      description = "Port of the local stack's MQTT broker. Default: ${DEFAULT-VALUE}.")
  private int mqttPort;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after this many messages. Default: go on until ended.")
  private long count = Long.MAX_VALUE;

  WatchCommand(Shell shell, Clock clock) {
    this.shell = shell;
    target = new Target(shell);
    this.clock = clock;
  }

  @Override
  public void run() {
    try (MqttSession session = connect()) {
      shell
          .err()
          .println(
              "watching "
                  + filters.stream()
                      .map(MqttTopicFilter::toString)
                      .collect(Collectors.joining(", ")));
      for (long received = 0; received < count; received++) {
        shell.out().println(line(session.receive()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MqttSession connect() {
    if (target.isAws()) {
      AwsCredentials credentials = target.credentials().resolveCredentials();
      URI broker = URI.create("wss://" + target.accountEndpoint());
      return MqttSession.signed(broker, credentials, target.region(), filters);
    }
    return MqttSession.plain(target.localEndpoint().getHost(), mqttPort, filters);
  }

  private String line(Mqtt5Publish message) {
    return "%s  %s  %s"
        .formatted(
            shell.styled("faint", TIME.format(LocalTime.now(clock))),
            shell.styled("cyan", Shell.oneLine(message.getTopic().toString())),
            Shell.oneLine(new String(message.getPayloadAsBytes(), UTF_8)));
  }

  /// Reads a topic filter.
  static final class FilterConverter implements ITypeConverter<MqttTopicFilter> {

    @Override
    public MqttTopicFilter convert(String filter) {
      try {
        return MqttTopicFilter.of(filter);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'%s' is no MQTT topic filter: %s".formatted(filter, e.getMessage()));
      }
    }
  }
}
