package io.ocppgateway.simulator.behaviour;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The part of OCPP 2.x's device model that this charge point has.
///
/// @see "OCPP 2.0.1 Part 2 chapter N and appendix 3"
final class Variables {

  static final Key HEARTBEAT_INTERVAL = new Key("OCPPCommCtrlr", "HeartbeatInterval");

  /// Component and variable, compared without regard to case as OCPP wants it.
  record Key(String component, String variable) {
    boolean sameAs(String otherComponent, String otherVariable) {
      return component.equalsIgnoreCase(otherComponent) && variable.equalsIgnoreCase(otherVariable);
    }
  }

  /// @param dataType `integer`, `boolean` or `string`
  record Value(String text, String dataType, boolean writable) {
    Value with(String other) {
      return new Value(other, dataType, writable);
    }
  }

  private final Map<Key, Value> values = new LinkedHashMap<>();

  Variables(Hardware hardware, RetryBackOff backOff) {
    put("ChargingStation", "Available", "true", "boolean");
    put("ChargingStation", "Model", hardware.model(), "string");
    put("ChargingStation", "VendorName", hardware.vendor(), "string");
    put("ChargingStation", "SerialNumber", hardware.serialNumber(), "string");
    put("OCPPCommCtrlr", "RetryBackOffWaitMinimum", backOff.waitMinimum().toSeconds());
    put("OCPPCommCtrlr", "RetryBackOffRandomRange", backOff.randomRange().toSeconds());
    put("OCPPCommCtrlr", "RetryBackOffRepeatTimes", backOff.repeatTimes());
    values.put(HEARTBEAT_INTERVAL, new Value("300", "integer", true));
  }

  private void put(String component, String variable, long value) {
    put(component, variable, String.valueOf(value), "integer");
  }

  private void put(String component, String variable, String value, String dataType) {
    values.put(new Key(component, variable), new Value(value, dataType, false));
  }

  boolean hasComponent(String component) {
    return values.keySet().stream().anyMatch(key -> key.component().equalsIgnoreCase(component));
  }

  Optional<Map.Entry<Key, Value>> find(String component, String variable) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().sameAs(component, variable))
        .findFirst();
  }

  Stream<Map.Entry<Key, Value>> all() {
    return values.entrySet().stream();
  }

  void heartbeatIntervalSet(long seconds) {
    values.computeIfPresent(HEARTBEAT_INTERVAL, (_, value) -> value.with(String.valueOf(seconds)));
  }
}
