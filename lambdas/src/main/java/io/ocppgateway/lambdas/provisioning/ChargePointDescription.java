package io.ocppgateway.lambdas.provisioning;

import org.jspecify.annotations.Nullable;

/// What a charge point that boots says it is, in any version; null is what it does not say.
record ChargePointDescription(
    @Nullable String vendor, @Nullable String model, @Nullable String firmwareVersion) {

  /// It says nothing.
  static final ChargePointDescription UNKNOWN = new ChargePointDescription(null, null, null);

  /// OCPP's own limit; in lenient mode a text may have any length.
  private static final int MAX_LENGTH = 50;

  ChargePointDescription {
    vendor = shortened(vendor);
    model = shortened(model);
    firmwareVersion = shortened(firmwareVersion);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
