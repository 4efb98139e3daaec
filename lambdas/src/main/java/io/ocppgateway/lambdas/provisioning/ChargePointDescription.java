package io.ocppgateway.lambdas.provisioning;

import org.jspecify.annotations.Nullable;

/// What a charge point that boots says it is, in any version; null is what it does not say.
record ChargePointDescription(
    @Nullable String vendor, @Nullable String model, @Nullable String firmwareVersion) {

  /// It says nothing.
  static final ChargePointDescription UNKNOWN = new ChargePointDescription(null, null, null);
}
