package io.ocppgateway.bench.speed;

/// A part of the benchmark that can be run alone.
enum Section {
  /// CPU of a round trip while charge points call as fast as they are answered.
  SATURATED,
  /// CPU and latency of a round trip at a rate.
  PACED,
  /// Memory of a charge point that does nothing.
  IDLE,
  /// CPU of a connection.
  SETUP,
  /// Time from the start of the process until it listens.
  START,
  /// Time that counting takes.
  METRICS
}
