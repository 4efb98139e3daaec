package io.ocppgateway.simulator.behaviour;

import java.time.Duration;

/// What an operator can set, whatever the version calls it. Owned by one thread.
public final class Settings {

  private static final Duration UNTIL_TOLD = Duration.ofMinutes(5);

  private Duration heartbeatInterval = UNTIL_TOLD;
  private Duration meterInterval;
  private int messageAttempts = 3;
  private Duration messageRetryInterval = Duration.ofSeconds(60);
  private boolean remoteAuthorized;

  /// The settings of a charge point just unpacked.
  ///
  /// @param meterInterval between two readings of the meter while charging
  public Settings(Duration meterInterval) {
    this.meterInterval = meterInterval;
  }

  /// As the central system or an operator told; not always that of the profile.
  public Duration heartbeatInterval() {
    return heartbeatInterval;
  }

  /// Sets the interval of heartbeats.
  public void setHeartbeatInterval(Duration interval) {
    heartbeatInterval = interval;
  }

  /// Between two readings of the meter while charging; zero for none.
  public Duration meterInterval() {
    return meterInterval;
  }

  void setMeterInterval(Duration interval) {
    meterInterval = interval;
  }

  /// How often a message of a transaction is sent before it is given up; at least once.
  public int messageAttempts() {
    return Math.max(1, messageAttempts);
  }

  void setMessageAttempts(int attempts) {
    messageAttempts = attempts;
  }

  /// The wait before such a message is sent again, once for each time that it was sent.
  public Duration messageRetryInterval() {
    return messageRetryInterval;
  }

  void setMessageRetryInterval(Duration interval) {
    messageRetryInterval = interval;
  }

  /// Whether a driver whom the central system started is authorized like any other.
  public boolean remoteAuthorized() {
    return remoteAuthorized;
  }

  void setRemoteAuthorized(boolean authorized) {
    remoteAuthorized = authorized;
  }
}
