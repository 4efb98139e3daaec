package io.ocppgateway.simulator.charging;

import io.ocppgateway.simulator.behaviour.Driver;

/// One transaction, from its first message to its last.
///
/// It has two names: one that the charge point chooses (2.x), and a number that the central system
/// gives it (1.6), which is -1 for as long as it has not. Owned by one thread.
///
/// @see "OCPP 1.6 §4.8, errata §3.18; OCPP 2.0.1 Part 2 E01.FR.08"
public final class Transaction {

  /// The number of a transaction that the central system has not numbered.
  static final int UNNUMBERED = -1;

  private final String id;
  private final Driver driver;
  private int number = UNNUMBERED;
  private int nextSeqNo;

  /// A transaction that nobody was told of.
  ///
  /// @param id unique for the life of the charge point, at most 36 characters
  public Transaction(String id, Driver driver) {
    this.id = id;
    this.driver = driver;
  }

  String id() {
    return id;
  }

  Driver driver() {
    return driver;
  }

  int number() {
    return number;
  }

  void numbered(int given) {
    number = given;
  }

  int takeSeqNo() {
    return nextSeqNo++;
  }
}
