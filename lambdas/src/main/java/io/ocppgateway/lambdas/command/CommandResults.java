package io.ocppgateway.lambdas.command;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.frame.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Takes charge points' answers to commands. They are never answered themselves.
///
/// Commands are published on `{id}/out` by whoever sends them and nothing here knows them by their
/// ids, so what became of one is told by the log, and by the answer itself on `{id}/in`.
public final class CommandResults {

  private static final Logger LOG = LoggerFactory.getLogger(CommandResults.class);
  private static final int MAX_CODE_LENGTH = 50;

  /// A command was answered with a result.
  public void onResult(ChargePointId chargePointId, Frame.CallResult result) {
    keys(LOG.atInfo(), chargePointId, result).addKeyValue("outcome", "RESULT").log("command");
  }

  /// A command was answered with an error.
  public void onError(ChargePointId chargePointId, Frame.CallError error) {
    keys(LOG.atWarn(), chargePointId, error)
        .addKeyValue("outcome", "ERROR")
        .addKeyValue("errorCode", shortened(error.errorCode()))
        .log("command");
  }

  /// OCPP 2.1: the charge point could not understand our answer to a CALL of its own. That answer
  /// is not sent again: the charge point asks anew if it must know.
  public void onResultError(ChargePointId chargePointId, Frame.CallResultError error) {
    keys(LOG.atError(), chargePointId, error)
        .addKeyValue("outcome", "RESULT_NOT_UNDERSTOOD")
        .addKeyValue("errorCode", shortened(error.errorCode()))
        .log("the charge point did not understand an answer of ours");
  }

  private static LoggingEventBuilder keys(
      LoggingEventBuilder line, ChargePointId chargePointId, Frame frame) {
    return line.addKeyValue("chargePointId", chargePointId.thingName())
        .addKeyValue("messageId", frame.id());
  }

  private static String shortened(String code) {
    return code.length() > MAX_CODE_LENGTH ? code.substring(0, MAX_CODE_LENGTH) + "…" : code;
  }
}
