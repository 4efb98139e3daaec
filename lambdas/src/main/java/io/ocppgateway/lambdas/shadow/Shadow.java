package io.ocppgateway.lambdas.shadow;

/// Which of a charge point's shadows. Each may hold 8 KB.
public enum Shadow {
  /// The classic shadow, which has no name: the charge point's last BootNotification, as it came,
  /// and nothing else.
  HARDWARE,
  /// The named shadow `connectors`: the last StatusNotification of each connector. Apart from the
  /// hardware, so that neither can crowd out or erase the other.
  CONNECTORS
}
