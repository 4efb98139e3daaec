package io.ocppgateway.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.function.Consumer;

/// Tells of each event in a line that begins with the identity: `CP1: send [2,…]`.
///
/// @param out takes each line, without its end; called by any thread that owns a charge point
public record LinePrinter(Consumer<String> out) implements ChargePointListener {

  @Override
  public void connected(ChargePointId id) {
    print(id, "connected to central system");
  }

  @Override
  public void sent(ChargePointId id, byte[] text) {
    print(id, "send " + new String(text, UTF_8));
  }

  @Override
  public void received(ChargePointId id, byte[] text) {
    print(id, "receive message " + new String(text, UTF_8));
  }

  @Override
  public void transactionMessageGivenUp(ChargePointId id, String action) {
    print(id, action + " given up: the central system does not take it");
  }

  @Override
  public void heartbeatIntervalSet(ChargePointId id, Duration interval) {
    print(id, "heartbeat interval set to " + interval.toSeconds());
  }

  @Override
  public void bootRepeated(ChargePointId id, String status, Duration after) {
    print(id, "boot notification %s; next in %d s".formatted(status, after.toSeconds()));
  }

  @Override
  public void reconnecting(ChargePointId id, String cause, Duration after) {
    print(id, "not connected (%s); next attempt in %d s".formatted(cause, after.toSeconds()));
  }

  @Override
  public void ended(ChargePointId id, Ending ending) {
    print(
        id,
        switch (ending) {
          case Ending.Stopped() -> "stopped";
          case Ending.Replaced(String reason) ->
              withReason("connection closed by central system: 1000", reason);
          case Ending.Rejected(int code, String reason) ->
              withReason("connection rejected: " + code, reason);
          case Ending.Unreachable(String reason) -> "cannot connect: " + reason;
        });
  }

  private void print(ChargePointId id, String event) {
    out.accept(id + ": " + event);
  }

  private static String withReason(String text, String reason) {
    return reason.isEmpty() ? text : text + " " + reason;
  }
}
