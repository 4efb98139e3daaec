package io.ocppgateway.simulator.chargepoint;

/// A CALL whose fate is known, and how long it took.
///
/// What a user of the charge point waits for is `nanosSinceWanted`: it holds the time that the CALL
/// stood behind others, which a measurement from the sending alone would leave out.
///
/// @param nanosSinceWanted from when the charge point wanted to make the CALL
/// @param nanosSinceSent from when it was handed to the connection; 0 if it never was
/// @param nanosBetween the interval of CALLs that are wanted at a fixed one, of which each is left
///   out that becomes due while another waits for its answer; 0 of any other
public record EndedCall(
    String action,
    CallOutcome outcome,
    long nanosSinceWanted,
    long nanosSinceSent,
    long nanosBetween) {}
