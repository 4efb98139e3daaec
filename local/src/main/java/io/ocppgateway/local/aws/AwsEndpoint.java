package io.ocppgateway.local.aws;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// All AWS services of this machine on one port, as `AWS_ENDPOINT_URL` names it.
///
/// [#register] the services, then [#start]. The caller's access key tells the principal; an unknown
/// key is the operator's.
public final class AwsEndpoint implements AutoCloseable {

  private final Vertx vertx;
  private final Principals principals;
  private final Clock clock;
  private final List<AwsService> services = new CopyOnWriteArrayList<>();

  /// An endpoint that does not listen yet.
  public AwsEndpoint(Vertx vertx, Principals principals, Clock clock) {
    this.vertx = vertx;
    this.principals = principals;
    this.clock = clock;
  }

  /// Adds a service, before or after the start.
  public void register(AwsService service) {
    services.add(service);
  }

  /// Listens, and returns when it does. Not to be called on an event loop.
  ///
  /// @param port 0 for any free port
  /// @throws PortTakenException if the port is in use
  public void start(String host, int port) {
    throw new UnsupportedOperationException(host + port + vertx + principals + clock);
  }

  /// The port that it listens on.
  public int port() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    services.clear();
  }
}
