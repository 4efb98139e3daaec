package io.ocppgateway.simulator.fleet.statistics;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.simulator.chargepoint.CallOutcome;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.chargepoint.EndedCall;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.chargepoint.Phase;
import java.time.Duration;

/// Counts what the charge points of one event loop do. Owned by that loop.
public final class Recorder implements ChargePointListener {

  private Tally tally = new Tally();

  /// Hands over what has been counted since the last time.
  public Tally take() {
    Tally taken = tally;
    tally = new Tally();
    return taken;
  }

  @Override
  public void moved(ChargePointId id, Phase from, Phase to) {
    tally.moved(from, to);
  }

  @Override
  public void sent(ChargePointId id, byte[] text) {
    tally.messageSent();
  }

  @Override
  public void received(ChargePointId id, byte[] text) {
    tally.messageReceived();
  }

  @Override
  public void callSent(ChargePointId id, String action) {
    tally.callSent(action);
  }

  @Override
  public void callEnded(ChargePointId id, EndedCall call) {
    tally.callEnded(call);
    switch (call.outcome()) {
      case CallOutcome.Answered _ -> {}
      case CallOutcome.Failed(String code) ->
          tally.failed(call.action() + " answered with " + code, 1);
      case CallOutcome.TimedOut() -> tally.failed(call.action() + " not answered", 1);
      case CallOutcome.CutOff() -> tally.failed(call.action() + " cut off by a close", 1);
      case CallOutcome.Dropped() -> tally.failed(call.action() + " not sent", 1);
    }
  }

  @Override
  public void transactionBegan(ChargePointId id) {
    tally.transactionBegan();
  }

  @Override
  public void transactionEnded(ChargePointId id) {
    tally.transactionEnded();
  }

  @Override
  public void reconnecting(ChargePointId id, String cause, Duration after) {
    tally.reconnecting(anonymous(cause, id));
  }

  @Override
  public void ended(ChargePointId id, Ending ending) {
    switch (ending) {
      case Ending.Stopped() -> {}
      case Ending.Replaced(String reason) ->
          tally.connectionFailed(anonymous("closed with 1000 " + reason, id));
      case Ending.Rejected(int code, String reason) ->
          tally.connectionFailed(anonymous("rejected with %d %s".formatted(code, reason), id));
      case Ending.Unreachable(String reason) -> tally.connectionFailed(anonymous(reason, id));
    }
  }

  /// One cause for all charge points, whichever it names.
  private static String anonymous(String cause, ChargePointId id) {
    return cause.replace(id.toString(), "{id}").strip();
  }
}
