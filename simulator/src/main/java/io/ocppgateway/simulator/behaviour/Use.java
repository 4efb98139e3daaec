package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;

/// Who comes to a charge point to charge.
public sealed interface Use {

  /// Nobody: it charges only where it is told to from afar.
  record None() implements Use {}

  /// One vehicle after another.
  ///
  /// @param pause from when one has left to when the next is plugged in; the first pause is between
  ///   nothing and the longest, so that charge points that start together do not go in step
  /// @param length of a transaction
  /// @param unplugging from the end of a transaction to when the vehicle leaves
  /// @param meterInterval between two readings of the meter that are told; positive
  /// @param powerW while charging; positive
  record Sessions(Span pause, Span length, Duration unplugging, Duration meterInterval, int powerW)
      implements Use {

    /// Holds sessions.
    ///
    /// @throws IllegalArgumentException if a value is out of its bounds, or if the sessions take no
    ///   time at all
    public Sessions {
      if (meterInterval.toMillis() <= 0 || powerW <= 0 || unplugging.isNegative()) {
        throw new IllegalArgumentException(
            "meter interval %s and power %d W must be positive, unplugging %s not negative"
                .formatted(meterInterval, powerW, unplugging));
      }
      if (pause.max().isZero() || length.max().isZero()) {
        throw new IllegalArgumentException(
            "pause %s and length %s must last some time".formatted(pause, length));
      }
    }

    /// The time from one vehicle to the next, on average.
    public Duration cycle() {
      return pause.mean().plus(length.mean()).plus(unplugging);
    }

    /// The CALLs that one session makes, on average.
    double calls(OcppVersion version) {
      int fixed =
          switch (version) {
            // Preparing, Authorize, StartTransaction, Charging, StopTransaction, Finishing,
            // Available
            case V1_6 -> 7;
            // Occupied, Authorize, Started, Updated when power flows, Ended, Available
            case V2_0_1, V2_1 -> 6;
          };
      return fixed + meterReadings();
    }

    /// The readings are taken at each multiple of the interval before the end: on average over all
    /// lengths between the bounds.
    private double meterReadings() {
      double from = (double) length.min().toMillis() / meterInterval.toMillis();
      double to = (double) length.max().toMillis() / meterInterval.toMillis();
      return from == to
          ? Math.max(0, Math.ceil(from) - 1)
          : (areaBelowSteps(to) - areaBelowSteps(from)) / (to - from);
    }

    /// The integral of `floor` from 0.
    private static double areaBelowSteps(double x) {
      double whole = Math.floor(x);
      return whole * (whole - 1) / 2 + whole * (x - whole);
    }
  }
}
