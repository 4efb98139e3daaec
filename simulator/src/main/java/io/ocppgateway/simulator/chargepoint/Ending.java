package io.ocppgateway.simulator.chargepoint;

/// How a simulated charge point came to its end.
public sealed interface Ending {

  /// Whether the charge point ended against the will of who started it.
  boolean failed();

  /// It was told to stop.
  record Stopped() implements Ending {
    @Override
    public boolean failed() {
      return false;
    }
  }

  /// The central system closed the connection with 1000: another connection of the same identity
  /// has taken its place. To come back would be to fight over it.
  record Replaced(String reason) implements Ending {
    @Override
    public boolean failed() {
      return false;
    }
  }

  /// The central system does not want this charge point: HTTP 4xx on the first attempt, or a close
  /// with 1008 at any time.
  ///
  /// @param code HTTP status or WebSocket close code
  /// @param reason may be empty
  record Rejected(int code, String reason) implements Ending {
    @Override
    public boolean failed() {
      return true;
    }
  }

  /// The first attempt found no central system that speaks WebSocket and this version. (Later
  /// attempts are repeated for ever.)
  ///
  /// @param reason what the attempt failed with
  record Unreachable(String reason) implements Ending {
    @Override
    public boolean failed() {
      return true;
    }
  }
}
