package io.ocppgateway.simulator.charging;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The meter of the connector: energy is power times time and never less than before, whatever the
/// clock is set to.
///
/// Owned by one thread.
public final class Meter {

  private static final double NANOS_PER_HOUR = 3.6e12;

  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private double energyWh;
  private int powerW;
  private long since;

  /// A meter that shows nothing.
  ///
  /// @param nanoTime by which power becomes energy
  /// @param clock stamps the readings
  public Meter(LongSupplier nanoTime, InstantSource clock) {
    this.nanoTime = nanoTime;
    this.clock = clock;
    since = nanoTime.getAsLong();
  }

  /// Lets another power flow from now on.
  ///
  /// @param watts 0 or more
  public void flow(int watts) {
    count();
    powerW = watts;
  }

  /// What it shows now.
  public Reading reading() {
    count();
    return new Reading(clock.instant(), (long) energyWh, powerW);
  }

  private void count() {
    long now = nanoTime.getAsLong();
    energyWh += powerW * ((now - since) / NANOS_PER_HOUR);
    since = now;
  }
}
