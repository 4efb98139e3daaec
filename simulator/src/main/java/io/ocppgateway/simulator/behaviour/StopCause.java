package io.ocppgateway.simulator.behaviour;

/// Why a transaction ends.
///
/// @see "OCPP 1.6 §7.36 Reason; OCPP 2.0.1 Part 2 §3.67 ReasonEnumType, §3.82
///   TriggerReasonEnumType"
public enum StopCause {
  /// The driver wants no more.
  LOCAL("Local", "StopAuthorized", "Local"),
  /// The central system told it to stop.
  REMOTE("Remote", "RemoteStop", "Remote"),
  /// The central system does not take the driver.
  DEAUTHORIZED("DeAuthorized", "Deauthorized", "DeAuthorized"),
  /// The central system asked for the connector to be unlocked.
  UNLOCK("UnlockCommand", "UnlockCommand", "Other"),
  /// The central system asked for a reset, in good order.
  SOFT_RESET("SoftReset", "ResetCommand", "ImmediateReset"),
  /// The central system asked for a reset without delay.
  HARD_RESET("HardReset", "ResetCommand", "ImmediateReset");

  private final String reason16;
  private final String trigger;
  private final String reason;

  StopCause(String reason16, String trigger, String reason) {
    this.reason16 = reason16;
    this.trigger = trigger;
    this.reason = reason;
  }

  /// The reason as 1.6 says it.
  public String reason16() {
    return reason16;
  }

  /// 2.x: `triggerReason`.
  public String trigger() {
    return trigger;
  }

  /// 2.x: `stoppedReason`.
  public String reason() {
    return reason;
  }
}
