package io.ocppgateway.local.synth;

/// The template could not be synthesized. The message is for the person who asked for it: what the
/// CDK app said, without stack traces.
public final class SynthException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A failure that the app or its surroundings explained.
  public SynthException(String message) {
    super(message);
  }

  SynthException(String message, Throwable cause) {
    super(message, cause);
  }
}
