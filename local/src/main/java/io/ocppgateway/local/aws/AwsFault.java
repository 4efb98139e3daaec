package io.ocppgateway.local.aws;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An operation that a service refuses, as AWS SDK clients show it: a typed exception of this name.
/// A service throws it, or completes its answer with it; [AwsEndpoint] writes it.
public final class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final String ACCESS_DENIED = "AccessDeniedException";

  private final int status;
  private final String type;

  /// A refusal.
  ///
  /// @param status the HTTP status
  /// @param type the exception's name in the service's API, for example `ResourceNotFoundException`
  /// @param message what went wrong, with the value, and what to do
  public AwsFault(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /// What a service answers to an operation that it does not have.
  ///
  /// @param service for example `iot`
  /// @param operation the operation's name, or its method and path
  public static AwsFault unknownOperation(String service, String operation) {
    return new AwsFault(
        501,
        "UnknownOperationException",
        "the local %s service does not have the operation %s".formatted(service, operation));
  }

  /// What most services answer to who may not do what it asks for.
  ///
  /// @param reason whom, what and why, as AWS says it
  public static AwsFault accessDenied(String reason) {
    return new AwsFault(403, ACCESS_DENIED, reason);
  }

  /// What the services with a JSON protocol answer to who may not do what it asks for.
  ///
  /// @param reason whom, what and why, as AWS says it
  public static AwsFault accessDeniedOverJson(String reason) {
    return new AwsFault(400, ACCESS_DENIED, reason);
  }

  /// The answer that AWS SDK clients turn into the typed exception, over JSON 1.0 and REST alike.
  public AwsResponse response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", type);
    body.put("message", text());
    return new AwsResponse(
        status,
        Map.of("content-type", "application/json", "x-amzn-errortype", type),
        Buffer.buffer(body.toString()));
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The exception's name in the service's API.
  public String type() {
    return type;
  }

  /// The text that goes to the caller.
  public String text() {
    String message = getMessage();
    return message == null ? type : message;
  }
}
