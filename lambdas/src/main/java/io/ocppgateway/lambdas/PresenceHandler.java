package io.ocppgateway.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ocppgateway.lambdas.aws.Aws;
import io.ocppgateway.lambdas.logging.LogLevel;
import io.ocppgateway.lambdas.presence.ConnectionEvent;
import io.ocppgateway.lambdas.presence.Presence;
import io.ocppgateway.lambdas.presence.PresenceTable;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/// The Lambda function that keeps who is online: `PresenceHandler::handleRequest`.
///
/// Invoked asynchronously by the rule on `$aws/events/presence/…`, one event at a time. What it
/// throws sends the event to the dead letters.
public final class PresenceHandler implements RequestStreamHandler, Resource {

  private final PresenceTable table;
  private final Presence presence;

  /// For Lambda.
  public PresenceHandler() {
    this(System.getenv());
  }

  /// For several functions in one process, each with an environment of its own.
  ///
  /// @param environment see [io.ocppgateway.ocpp.environment.LambdaEnvironment]
  /// @throws IllegalArgumentException naming what is wrong with the environment
  public PresenceHandler(Map<String, String> environment) {
    LogLevel.follow(environment);
    table = Aws.presence(environment, Settings.presenceTable(environment));
    presence = new Presence(table);
    Core.getGlobalContext().register(this);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context) {
    ConnectionEvent.read(event).ifPresent(presence::onEvent);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Aws.prime(table);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Nothing here is a snapshot's: the HTTP client reconnects by itself.
  }
}
