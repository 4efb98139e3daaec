package io.ocppgateway.local.iot;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.aws.SignedQuery;
import io.ocppgateway.local.iot.broker.Broker;
import io.ocppgateway.local.iot.broker.ClientAccess;
import io.ocppgateway.local.iot.broker.Limits;
import io.ocppgateway.local.iot.broker.TopicRules;
import io.ocppgateway.local.iot.certificate.Certificates;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.mqtt.MqttListener;
import io.ocppgateway.local.iot.registry.ThingRegistry;
import io.ocppgateway.local.iot.registry.Things;
import io.ocppgateway.local.iot.rest.CertificateApi;
import io.ocppgateway.local.iot.rest.DataApi;
import io.ocppgateway.local.iot.rest.RegistryApi;
import io.ocppgateway.local.iot.shadow.Shadows;
import io.ocppgateway.local.usage.UsageMeter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// AWS IoT Core on this machine.
///
/// [#start] opens its two MQTT ports; [#services] are to be registered with the AWS endpoint. The
/// broker's state belongs to one event loop, and the listeners of [#onPublish] are called on it.
public final class IotCore implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Broker broker;
  private final Things things;
  private final Certificates certificates;
  private final Shadows shadows;
  private final List<AwsService> services;
  private final IotCalls calls;
  private final Deque<MqttListener> listeners = new ArrayDeque<>();

  private IotCore(IotConfig config, AccessControl access, Clock clock, UsageMeter meter) {
    calls = new IotCalls(arnPrefix(config));
    Path directory = config.dataDirectory();
    things = new Things(resolve(directory, "things.json"));
    certificates = new Certificates(resolve(directory, "certificates.json"), clock);
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("iot-core", true), NioIoHandler.newFactory());
    loop = group.next();
    broker = new Broker(loop, new ClientAccess(access, calls), clock, meter);
    shadows = new Shadows(clock, broker::publish, meter, resolve(directory, "shadows.json"));
    // The answer comes after every listener has seen the request.
    broker.onPublish(this::answerShadowLater);
    services =
        List.of(
            new DataApi(loop, broker, shadows, this::publish, calls, clock),
            // Before the registry, which would take all that is signed for `iot`.
            new CertificateApi(certificates, things, calls, meter),
            new RegistryApi(things, certificates, calls, config.dataEndpoint(), meter));
  }

  /// Starts a broker and returns when it listens.
  ///
  /// @param principals who may connect over WebSocket
  /// @param access says what they may do
  /// @throws io.ocppgateway.local.aws.PortTakenException if a port is in use
  /// @throws IllegalStateException if the kept state cannot be read
  public static IotCore start(
      IotConfig config,
      Principals principals,
      AccessControl access,
      Clock clock,
      UsageMeter meter) {
    IotCore core = new IotCore(config, access, clock, meter);
    try {
      core.listeners.add(
          MqttListener.tcp(config.host(), config.mqttPort(), core.loop, core.broker, clock));
      core.listeners.add(
          MqttListener.webSocket(
              config.host(),
              config.webSocketPort(),
              core.loop,
              core.broker,
              clock,
              new SignedQuery(principals, clock)));
      return core;
    } catch (RuntimeException e) {
      core.close();
      throw e;
    }
  }

  /// Publishes a message as the cloud itself: to subscribers and to the listeners. Callable on any
  /// thread; returns before it is delivered.
  ///
  /// @throws AwsFault if topic or payload break a limit of IoT Core
  public void publish(Publish message) {
    TopicRules.publishFault(message.topic())
        .ifPresent(fault -> {
          throw new AwsFault(400, "InvalidRequestException", fault);
        });
    if (message.payload().length() > Limits.MAX_PAYLOAD_BYTES) {
      throw new AwsFault(
          413,
          "RequestEntityTooLargeException",
          "payload of %d bytes; allowed are %d"
              .formatted(message.payload().length(), Limits.MAX_PAYLOAD_BYTES));
    }
    loop.execute(() -> broker.publish(message));
  }

  /// Calls the listener with every message that was accepted, in the order of arrival, on the
  /// broker's event loop: it must not block. A message on `$aws/rules/{rule}/…` (Basic Ingest)
  /// comes here and to no subscriber.
  public void onPublish(Consumer<Publish> listener) {
    broker.onPublish(listener);
  }

  /// What policies call that which clients ask for.
  public IotCalls calls() {
    return calls;
  }

  /// The registered things.
  public ThingRegistry registry() {
    return things;
  }

  /// The REST operations, to be registered with an AWS endpoint: `iot` and `iotdata`.
  public List<AwsService> services() {
    return services;
  }

  /// The port of MQTT over TCP.
  public int mqttPort() {
    return listeners.getFirst().port();
  }

  /// The port of MQTT over WebSocket, at the path `/mqtt`.
  public int webSocketPort() {
    return listeners.getLast().port();
  }

  /// Ends all connections, closes the ports and writes what is to be kept.
  @Override
  public void close() {
    listeners.forEach(MqttListener::close);
    if (!loop.isShuttingDown()) {
      loop.submit(broker::close).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
      group
          .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
          .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
    shadows.close();
    certificates.close();
    things.close();
  }

  private static String arnPrefix(IotConfig config) {
    return "arn:aws:iot:%s:%s:".formatted(config.region(), config.accountId());
  }

  private void answerShadowLater(Publish message) {
    if (message.topic().startsWith(Shadows.TOPICS)) {
      loop.execute(() -> shadows.onPublish(message));
    }
  }

  private static @Nullable Path resolve(@Nullable Path directory, String file) {
    return directory == null ? null : directory.resolve(file);
  }
}
