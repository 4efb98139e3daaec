package io.ocppgateway.local.aws;

/// An operation that a service refuses, as AWS SDK clients show it: a typed exception of this name.
/// A service throws it, or completes its answer with it; [AwsEndpoint] writes it.
public final class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1;

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
