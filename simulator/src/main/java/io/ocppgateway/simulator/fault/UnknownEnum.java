package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Sends words that are not in the specification's lists, as they were seen in the field or in
/// another version of it.
record UnknownEnum() implements Fault {

  private static final Map<String, String> WORDS =
      Map.of(
          "errorCode", "Error",
          "connectorStatus", "Preparing",
          "measurand", "Request.Energy",
          "unit", "Hz",
          "context", "Sample.Random",
          "triggerReason", "CarLeft",
          "stoppedReason", "CarLeft");

  @Override
  public String name() {
    return "unknown-enum";
  }

  @Override
  public String description() {
    return "sends unknown values of enumerations in all but the BootNotification";
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    return new Rewording(WORDS::getOrDefault).of(options);
  }
}
