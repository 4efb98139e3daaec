package io.ocppgateway.local.aws;

/// Who calls: the operator, the gateway's task role, a function's role.
///
/// @param name the name that people see, for example `gateway` or `FrameHandler`
public record Principal(String name) {

  /// The person at the keyboard: everyone whose access key is none that was issued here.
  public static final Principal OPERATOR = new Principal("local");

  /// An MQTT client that came over plain TCP, which asks nobody who they are.
  public static final Principal ANONYMOUS = new Principal("anonymous");

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException if it is empty
  public Principal {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a principal needs a name; it was empty");
    }
  }
}
