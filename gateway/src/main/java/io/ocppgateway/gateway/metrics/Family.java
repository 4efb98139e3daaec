package io.ocppgateway.gateway.metrics;

import java.util.List;

/// A metric at one moment.
///
/// @param name as Prometheus has it, with its unit: `ocpp_gateway_received_bytes_total`
/// @param help a sentence
public record Family(String name, String help, Type type, List<Sample> samples) {

  /// What kind of number it is.
  public enum Type {
    /// It only grows, from 0 at the start of the process.
    COUNTER("counter"),
    /// It goes up and down.
    GAUGE("gauge"),
    /// It is what it was at the start.
    FACT("gauge"),
    /// Counts in buckets.
    HISTOGRAM("histogram");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /// Copies.
  public Family {
    samples = List.copyOf(samples);
  }
}
