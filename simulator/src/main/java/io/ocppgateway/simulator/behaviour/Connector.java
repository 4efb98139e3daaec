package io.ocppgateway.simulator.behaviour;

/// The one connector of a charge point, and what stands at it. Owned by one thread.
public final class Connector {

  /// How far a vehicle has come.
  public enum Occupancy {
    /// There is none.
    FREE,
    /// It is plugged in, and does not charge yet.
    PREPARING,
    /// A transaction runs.
    CHARGING,
    /// The transaction is over, and the vehicle still plugged in.
    FINISHING
  }

  private Occupancy occupancy = Occupancy.FREE;
  private String transaction = "";

  /// How far the vehicle has come.
  public Occupancy occupancy() {
    return occupancy;
  }

  /// Sets how far the vehicle has come.
  public void become(Occupancy now) {
    occupancy = now;
  }

  /// Sets what the central system calls the transaction.
  public void transactionNamed(String name) {
    transaction = name;
  }

  boolean isCharging() {
    return occupancy == Occupancy.CHARGING;
  }

  boolean runs(String transactionName) {
    return isCharging() && transaction.equals(transactionName);
  }
}
