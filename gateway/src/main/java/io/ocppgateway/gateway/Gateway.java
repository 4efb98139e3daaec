package io.ocppgateway.gateway;

import io.netty.channel.EventLoopGroup;
import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.contact.FirstContact;
import io.ocppgateway.gateway.drain.Drain;
import io.ocppgateway.gateway.health.HealthServer;
import io.ocppgateway.gateway.metrics.Metrics;
import io.ocppgateway.gateway.monitoring.GatewayMetrics;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerEndpoint;
import io.ocppgateway.gateway.registry.CachedRegistry;
import io.ocppgateway.gateway.session.Sessions;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.gateway.transport.Transport;
import io.ocppgateway.gateway.websocket.EntryChecks;
import io.ocppgateway.gateway.websocket.WebSocketServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running gateway: owns its listeners, event loops and links, from [#start] to [#close].
final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final int CLOSE_TIMEOUT_SECONDS = 10;
  private static final int FINISH_TIMEOUT_SECONDS = 6;
  private static final int EVENT_LOOP_TIMEOUT_SECONDS = 5;
  private static final ServerTls.Intervals CERTIFICATE_INTERVALS =
      new ServerTls.Intervals(Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final EventLoopGroup eventLoops;
  private final Operations operations;
  private final BrokerEndpoint endpoint;
  private final Broker broker;
  private final Sessions sessions;
  private final @Nullable ServerTls tls;
  private final WebSocketServer webSocketServer;
  private final Admission admission;
  private final FirstContact contact;
  private final Drain drain;

  private Gateway(
      EventLoopGroup eventLoops,
      Operations operations,
      BrokerEndpoint endpoint,
      Broker broker,
      @Nullable ServerTls tls,
      FirstContact contact,
      Drain drain) {
    this.eventLoops = eventLoops;
    this.operations = operations;
    this.endpoint = endpoint;
    this.broker = broker;
    this.tls = tls;
    this.contact = contact;
    this.drain = drain;
    sessions = drain.sessions();
    webSocketServer = drain.webSocketServer();
    admission = drain.admission();
  }

  /// Starts to take charge points, and to reach the broker and the registry; when both have
  /// answered it is ready.
  ///
  /// @throws IllegalStateException if a port cannot be had
  /// @throws IllegalArgumentException if TLS cannot be set up with the certificates configured
  /// @throws io.ocppgateway.gateway.tls.UnreadableSecret if they are in a secret that cannot be
  ///   read
  static Gateway start(GatewayConfig config, Account account, Transport transport, Clock clock) {
    BrokerEndpoint endpoint = endpoint(config, account, transport, clock);
    ServerTls tls =
        config.tls() == null
            ? null
            : ServerTls.start(config.tls(), account.secrets(), CERTIFICATE_INTERVALS);
    EventLoopGroup eventLoops =
        transport.newEventLoops(Runtime.getRuntime().availableProcessors(), "gateway");
    Admission admission =
        new Admission(
            config.admission(), eventLoops.next(), System::nanoTime, new SplittableRandom());
    Metrics metrics = new Metrics();
    GatewayMetrics counts = new GatewayMetrics(metrics);
    Broker broker =
        new Broker(
            endpoint,
            config.linkRules(),
            new AdmittedReconnects(admission),
            counts,
            System::nanoTime);
    Registries registries = new Registries(config, account);
    Sessions sessions =
        new Sessions(broker, config.sessionRules(), registries, counts, System::nanoTime, clock);
    registries.tell(sessions::onNoMember);
    counts.build(version());
    counts.connections(sessions::count);
    counts.admission(admission);
    Operations operations = Operations.start(config, transport, eventLoops, metrics, clock);
    operations.repeat(registries::dropExpired, CachedRegistry.LOOK_INTERVAL);
    try {
      WebSocketServer webSocketServer =
          WebSocketServer.listen(
              config.port(),
              transport,
              eventLoops,
              config.socket(),
              new EntryChecks(
                  endpoint::isFound,
                  tls,
                  registries.chargePoints(),
                  registries.credentialCheck(tls, clock),
                  admission),
              sessions::open,
              counts.and(operations.socketLog()));
      HealthServer healthServer = operations.listen(config.healthPort());
      LOG.atInfo()
          .addKeyValue("port", webSocketServer.port())
          .addKeyValue("healthPort", operations.healthPort())
          .addKeyValue("broker", Objects.requireNonNullElse(config.brokerUrl(), "not known yet"))
          .addKeyValue("transport", transport.name())
          .log("gateway listens");
      FirstContact contact =
          Contacts.begin(account, endpoint, broker, eventLoops.next(), healthServer::setReady);
      Drain drain = new Drain(config.drain(), healthServer, webSocketServer, admission, sessions);
      return new Gateway(eventLoops, operations, endpoint, broker, tls, contact, drain);
    } catch (IllegalStateException e) {
      operations.close();
      eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      if (tls != null) {
        tls.close();
      }
      throw e;
    }
  }

  private static BrokerEndpoint endpoint(
      GatewayConfig config, Account account, Transport transport, Clock clock) {
    return new BrokerEndpoint(
        config.brokerUrl(),
        config.brokerTls(),
        account.credentials(),
        config.region(),
        clock,
        transport);
  }

  /// The port that charge points connect to.
  int port() {
    return webSocketServer.port();
  }

  /// The port that health checks go to.
  int healthPort() {
    return operations.healthPort();
  }

  /// Takes leave of the charge points, one after the other, and takes no more. Blocks until all are
  /// gone, or time is over.
  void drain() {
    try {
      drain.run();
    } catch (InterruptedException _) {
      // Whoever wants it shorter closes.
      Thread.currentThread().interrupt();
    }
  }

  /// Ends: each socket that is left is closed with 1012 and each link, once the broker has
  /// acknowledged all, with a DISCONNECT. Takes a bounded time.
  @Override
  public void close() {
    LOG.atInfo().addKeyValue("sessions", sessions.count()).log("gateway is stopping");
    operations.setNotReady();
    contact.close();
    webSocketServer.close();
    admission.close();
    awaitEnd();
    eventLoops
        .shutdownGracefully(0, EVENT_LOOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly();
    operations.close();
    if (tls != null) {
      tls.close();
    }
    endpoint.close();
    LOG.atInfo().log("gateway has stopped");
  }

  private void awaitEnd() {
    try {
      sessions.end().get(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      broker.finish().get(FINISH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.atWarn()
          .addKeyValue("sessions", sessions.count())
          .log("not all sockets and links closed in time");
    }
  }

  /// Of the jar; there is none in a test.
  private static String version() {
    return Objects.requireNonNullElse(
        Gateway.class.getPackage().getImplementationVersion(), "development");
  }
}
