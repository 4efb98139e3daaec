package io.ocppgateway.local.aws;

import static java.time.ZoneOffset.UTC;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.BindException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All AWS services of this machine on one port, as `AWS_ENDPOINT_URL` names it.
///
/// [#register] the services, then [#start]. The caller's access key tells the principal; an unknown
/// key is the operator's. What a role's policies do not allow is refused before the service sees
/// it. STS's `GetCallerIdentity` is answered here, for it asks just that.
public final class AwsEndpoint implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);

  /// Above every service's own limit; a body that is longer is refused with HTTP 413.
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /// The command line option that sets the port.
  private static final String PORT_OPTION = "--aws-port";

  private final Vertx vertx;
  private final AccessControl access;
  private final Clock clock;
  private final SignedHeader signature;
  private final List<AwsService> services = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;

  /// An endpoint that does not listen yet.
  ///
  /// @param access says who may do what
  public AwsEndpoint(Vertx vertx, Principals principals, AccessControl access, Clock clock) {
    this.vertx = vertx;
    this.access = access;
    this.clock = clock;
    this.signature = new SignedHeader(principals, clock);
    services.add(new CallerIdentity());
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
    HttpServer starting =
        vertx
            .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
            .requestHandler(this::receive);
    try {
      starting.listen(port, host).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException) {
        throw new PortTakenException(port, "AWS endpoints", PORT_OPTION, e);
      }
      throw e;
    }
    server = starting;
  }

  /// The port that it listens on.
  ///
  /// @throws IllegalStateException if it was not started
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the AWS endpoint has no port before start");
    }
    return server.actualPort();
  }

  /// Closes the port and ends what is under way.
  @Override
  public void close() {
    if (server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void receive(HttpServerRequest http) {
    Buffer body = Buffer.buffer();
    http.handler(part -> {
      if (body.length() + part.length() <= MAX_BODY_BYTES) {
        body.appendBuffer(part);
      } else if (!http.response().ended()) {
        refuseLongBody(http);
      }
    });
    http.endHandler(_ -> {
      if (!http.response().ended()) {
        answer(http, body);
      }
    });
  }

  private void answer(HttpServerRequest http, Buffer body) {
    String id = UUID.randomUUID().toString();
    CompletionStage<AwsResponse> answer;
    try {
      AwsRequest request = request(id, http, body);
      answer = permitted(request).handle(request);
    } catch (AwsFault fault) {
      write(http, id, response(fault));
      return;
    } catch (IllegalArgumentException e) {
      write(
          http,
          id,
          response(new AwsFault(400, "ValidationException", String.valueOf(e.getMessage()))));
      return;
    } catch (RuntimeException e) {
      // The outermost handler: a fault of ours must not leave the caller without an answer.
      write(http, id, response(e));
      return;
    }
    answer.whenComplete(
        (response, failure) -> write(http, id, failure == null ? response : response(failure)));
  }

  private AwsRequest request(String id, HttpServerRequest http, Buffer body) {
    Map<String, String> headers = new HashMap<>();
    http.headers()
        .forEach((name, value) ->
            headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b));
    String path = http.path() == null ? "/" : http.path();
    String query = http.query() == null ? "" : http.query();
    Optional<Authorization> authorization = Authorization.of(headers);
    Verdict verdict =
        authorization
            .map(
                signed -> signature.check(signed, http.method().name(), path, query, headers, body))
            .orElse(new Verdict.Verified(Principal.OPERATOR));
    Principal principal =
        switch (verdict) {
          case Verdict.Verified verified -> verified.principal();
          case Verdict.Refused refused ->
              throw new AwsFault(403, refused.fault(), refused.reason());
        };
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : SigV4.parameters(query)) {
      int equals = parameter.indexOf('=');
      parameters.put(
          SigV4.decode(equals < 0 ? parameter : parameter.substring(0, equals)),
          equals < 0 ? "" : SigV4.decode(parameter.substring(equals + 1)));
    }
    return new AwsRequest(
        id,
        http.method().name(),
        path,
        parameters,
        headers,
        body,
        authorization.map(signed -> signed.scope().service()).orElse(""),
        principal);
  }

  /// The service of a request whose caller may make it.
  private AwsService permitted(AwsRequest request) {
    AwsService service = service(request);
    if (request.principal() instanceof Principal.RoleSession session) {
      access
          .refusal(session, service.calls(request))
          .ifPresent(reason -> {
            throw service.denied(reason);
          });
    }
    return service;
  }

  private AwsService service(AwsRequest request) {
    for (AwsService service : services) {
      if (service.handles(request)) {
        return service;
      }
    }
    throw AwsFault.unknownOperation(
        request.signingService().isEmpty() ? "AWS" : request.signingService(),
        request.target().isEmpty() ? request.method() + " " + request.path() : request.target());
  }

  private static AwsResponse response(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof AwsFault fault) {
      return fault.response();
    }
    LOG.atError().setCause(cause).log("an AWS operation failed");
    return new AwsFault(500, "InternalFailure", cause.toString()).response();
  }

  private void refuseLongBody(HttpServerRequest http) {
    write(
        http,
        UUID.randomUUID().toString(),
        new AwsFault(
                413,
                "RequestEntityTooLargeException",
                "the body is longer than %d bytes".formatted(MAX_BODY_BYTES))
            .response());
  }

  private void write(HttpServerRequest http, String id, AwsResponse answer) {
    HttpServerResponse response = http.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.putHeader("x-amzn-requestid", id);
    // By which clients whose clock is wrong sign anew.
    response.putHeader(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(UTC)));
    response
        .end(answer.body())
        .onFailure(failure ->
            LOG.atDebug()
                .addKeyValue("requestId", id)
                .addKeyValue("failure", failure)
                .log("the caller left before the answer"));
  }
}
