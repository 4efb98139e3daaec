package io.ocppgateway.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ocppgateway.lambdas.aws.Aws;
import io.ocppgateway.lambdas.command.CommandResults;
import io.ocppgateway.lambdas.logging.LogLevel;
import io.ocppgateway.lambdas.routing.FrameEvent;
import io.ocppgateway.lambdas.routing.FrameRouter;
import io.ocppgateway.lambdas.routing.Routes;
import io.ocppgateway.ocpp.schema.Schemas;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/// The Lambda function for all frames from charge points: `FrameHandler::handleRequest`.
///
/// Invoked asynchronously by the rule on `+/in`, one frame at a time; what it returns nobody reads.
/// What it throws sends the event to the dead letters. All that is heavy is made in the
/// constructor, which SnapStart keeps in its snapshot.
public final class FrameHandler implements RequestStreamHandler, Resource {

  private final Clock clock = Clock.systemUTC();
  private final Aws aws;
  private final FrameRouter router;

  /// For Lambda.
  public FrameHandler() {
    this(System.getenv());
  }

  /// For several functions in one process, each with an environment of its own.
  ///
  /// @param environment see [io.ocppgateway.ocpp.environment.LambdaEnvironment]
  /// @throws IllegalArgumentException naming what is wrong with the environment
  public FrameHandler(Map<String, String> environment) {
    LogLevel.follow(environment);
    Settings settings = Settings.of(environment);
    aws = Aws.of(environment, settings.processedMessagesTable());
    Schemas schemas = new Schemas();
    Routes routes = RoutingTable.of(aws.shadows(), settings.heartbeatInterval(), clock);
    routes.prime(schemas);
    router =
        new FrameRouter(
            routes,
            new CommandResults(),
            new FrameRouter.Edges(
                schemas, settings.validation(), aws.processed(), aws.answers(), clock));
    Core.getGlobalContext().register(this);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context) {
    router.route(FrameEvent.read(event, clock));
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    aws.prime();
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Nothing here is a snapshot's: the clock is read anew, the HTTP client reconnects by itself.
  }
}
