package io.ocppgateway.simulator.behaviour;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The part of OCPP 2.x's device model that this charge point has. Holds nothing itself: what can
/// be changed stands in [Settings].
///
/// @see "OCPP 2.0.1 Part 2 chapter N and appendix 3"
final class Variables {

  private static final Key HEARTBEAT_INTERVAL = Key.of("OCPPCommCtrlr", "HeartbeatInterval");
  private static final Key METER_INTERVAL = Key.of("SampledDataCtrlr", "TxUpdatedInterval");
  private static final Key AUTHORIZE_REMOTE = Key.of("AuthCtrlr", "AuthorizeRemoteStart");
  private static final Key MESSAGE_ATTEMPTS =
      new Key("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent");
  private static final Key MESSAGE_RETRY_INTERVAL =
      new Key("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent");

  /// Component, variable and the variable's instance, compared without regard to case as OCPP wants
  /// it.
  ///
  /// @param instance empty if the variable has none
  record Key(String component, String variable, String instance) {

    static Key of(String component, String variable) {
      return new Key(component, variable, "");
    }

    boolean sameAs(Key other) {
      return component.equalsIgnoreCase(other.component)
          && variable.equalsIgnoreCase(other.variable)
          && instance.equalsIgnoreCase(other.instance);
    }
  }

  /// @param dataType as the device model names it
  record Variable(Key key, String value, String dataType, boolean writable) {}

  private final Hardware hardware;
  private final RetryBackOff backOff;
  private final Settings settings;

  Variables(Hardware hardware, RetryBackOff backOff, Settings settings) {
    this.hardware = hardware;
    this.backOff = backOff;
    this.settings = settings;
  }

  List<Variable> all() {
    return List.of(
        fixed(Key.of("ChargingStation", "Available"), "true", "boolean"),
        fixed(Key.of("ChargingStation", "Model"), hardware.model(), "string"),
        fixed(Key.of("ChargingStation", "VendorName"), hardware.vendor(), "string"),
        fixed(Key.of("ChargingStation", "SerialNumber"), hardware.serialNumber(), "string"),
        fixed(Key.of("OCPPCommCtrlr", "RetryBackOffWaitMinimum"), backOff.waitMinimum()),
        fixed(Key.of("OCPPCommCtrlr", "RetryBackOffRandomRange"), backOff.randomRange()),
        fixed(
            Key.of("OCPPCommCtrlr", "RetryBackOffRepeatTimes"),
            String.valueOf(backOff.repeatTimes()),
            "integer"),
        fixed(Key.of("TxCtrlr", "TxStartPoint"), "Authorized", "MemberList"),
        fixed(Key.of("TxCtrlr", "TxStopPoint"), "Authorized", "MemberList"),
        writable(HEARTBEAT_INTERVAL, seconds(settings.heartbeatInterval()), "integer"),
        writable(METER_INTERVAL, seconds(settings.meterInterval()), "integer"),
        writable(MESSAGE_ATTEMPTS, String.valueOf(settings.messageAttempts()), "integer"),
        writable(MESSAGE_RETRY_INTERVAL, seconds(settings.messageRetryInterval()), "integer"),
        writable(AUTHORIZE_REMOTE, String.valueOf(settings.remoteAuthorized()), "boolean"));
  }

  boolean hasComponent(String component) {
    return all().stream().anyMatch(found -> found.key().component().equalsIgnoreCase(component));
  }

  Optional<Variable> find(Key key) {
    return all().stream().filter(found -> found.key().sameAs(key)).findFirst();
  }

  /// Sets a variable, unless it is read-only or the text none of its values.
  ///
  /// @return whether it did
  boolean change(Variable variable, String text) {
    boolean isValue =
        variable.dataType().equals("boolean")
            ? text.equals("true") || text.equals("false")
            : text.matches("\\d{1,9}");
    return variable.writable() && isValue && set(variable.key(), text);
  }

  private boolean set(Key key, String text) {
    if (key.equals(AUTHORIZE_REMOTE)) {
      settings.setRemoteAuthorized(Boolean.parseBoolean(text));
      return true;
    }
    int number = Integer.parseInt(text);
    if (key.equals(METER_INTERVAL)) {
      settings.setMeterInterval(Duration.ofSeconds(number));
    } else if (key.equals(MESSAGE_RETRY_INTERVAL)) {
      settings.setMessageRetryInterval(Duration.ofSeconds(number));
    } else if (number == 0) {
      // To beat without a pause, or to send nothing, is no setting.
      return false;
    } else if (key.equals(MESSAGE_ATTEMPTS)) {
      settings.setMessageAttempts(number);
    } else {
      settings.setHeartbeatInterval(Duration.ofSeconds(number));
    }
    return true;
  }

  private static Variable fixed(Key key, Duration value) {
    return fixed(key, seconds(value), "integer");
  }

  private static Variable fixed(Key key, String value, String dataType) {
    return new Variable(key, value, dataType, false);
  }

  private static Variable writable(Key key, String value, String dataType) {
    return new Variable(key, value, dataType, true);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }
}
