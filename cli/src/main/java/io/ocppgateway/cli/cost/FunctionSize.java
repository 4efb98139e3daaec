package io.ocppgateway.cli.cost;

/// The memory of a function, and with it its part of a processor.
///
/// @param memoryMib as the template has it
public record FunctionSize(int memoryMib) {

  /// What the stack deploys.
  public static final FunctionSize STANDARD = new FunctionSize(512);

  /// Measured in a JVM as small as this function's: docs/cost.md.
  static final double PROCESSOR_SECONDS_OF_HEARTBEAT = 0.001_3;

  /// The same of a StatusNotification, which asks AWS four times.
  static final double PROCESSOR_SECONDS_OF_OTHER_CALL = 0.005_2;

  /// Assumed, not measured: until AWS answers a request of a function's.
  private static final double SECONDS_PER_REQUEST = 0.01;

  /// @see "Lambda developer guide: at 1,769 MB, a function has the equivalent of one vCPU"
  private static final double MIB_OF_A_PROCESSOR = 1_769;

  private static final double MIB_PER_GB = 1_024;

  /// What it is billed for some work: what it computes takes the longer the less of a processor it
  /// has, what it waits for takes as long with any.
  ///
  /// @param processorSeconds of work, were it alone on a processor
  /// @param requests that it waits for, one after the other
  double gigabyteSeconds(double processorSeconds, double requests) {
    double computing = processorSeconds * Math.max(1, MIB_OF_A_PROCESSOR / memoryMib);
    return memoryMib / MIB_PER_GB * (computing + requests * SECONDS_PER_REQUEST);
  }
}
