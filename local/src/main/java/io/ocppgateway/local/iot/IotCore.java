package io.ocppgateway.local.iot;

import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.aws.Principals;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// AWS IoT Core on this machine.
///
/// [#start] opens its two MQTT ports; [#services] are to be registered with the AWS endpoint. The
/// broker's state belongs to one event loop, and the listeners of [#onPublish] are called on it.
public final class IotCore implements AutoCloseable {

  /// Starts a broker and returns when it listens.
  ///
  /// @throws io.ocppgateway.local.aws.PortTakenException if a port is in use
  public static IotCore start(IotConfig config, Principals principals, Clock clock) {
    throw new UnsupportedOperationException(config + " " + principals + clock);
  }

  /// Publishes a message as the cloud itself: to subscribers and to the listeners. Callable on any
  /// thread; returns before it is delivered.
  ///
  /// @throws io.ocppgateway.local.aws.AwsFault if topic or payload break a limit of IoT Core
  public void publish(Publish message) {
    throw new UnsupportedOperationException(message.topic());
  }

  /// Calls the listener with every message that was accepted, in the order of arrival, on the
  /// broker's event loop: it must not block.
  public void onPublish(Consumer<Publish> listener) {
    throw new UnsupportedOperationException(listener.toString());
  }

  /// The registered things.
  public ThingRegistry registry() {
    throw new UnsupportedOperationException();
  }

  /// The REST operations, to be registered with an AWS endpoint: `iot` and `iotdata`.
  public List<AwsService> services() {
    throw new UnsupportedOperationException();
  }

  /// The port of MQTT over TCP.
  public int mqttPort() {
    throw new UnsupportedOperationException();
  }

  /// The port of MQTT over WebSocket, at the path `/mqtt`.
  public int webSocketPort() {
    throw new UnsupportedOperationException();
  }

  /// Ends all connections and closes the ports.
  @Override
  public void close() {}
}
