package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/// What charge point and central system say in a round trip: a CALL of 400 bytes and its answer.
/// All message ids have the same length, so that both are templates with a gap.
final class Conversation {

  static final int ID_BYTES = 36;

  /// Of the id, in a CALL as well as in an answer: `[2,"` stands before it.
  static final int ID_OFFSET = 4;

  private static final int CALL_BYTES = 400;

  private static final String GAP = "0".repeat(ID_BYTES);

  private static final String CALL_HEAD =
      """
      [2,"%s","MeterValues",{"connectorId":1,"transactionId":170001,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":"12345.6","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"15.9","measurand":"Current.Import","phase":"L1","unit":"A"},{"value":"\
      """
          .formatted(GAP);
  private static final String CALL_TAIL = "\",\"measurand\":\"Voltage\"}]}]}]";
  private static final String ANSWER =
      "[3,\"%s\",{\"currentTime\":\"2026-01-31T12:00:00.000Z\",\"interval\":300,\"status\":\"Accepted\"}]"
          .formatted(GAP);

  private Conversation() {}

  /// A CALL with an id of zeros.
  static byte[] call() {
    String value = "9".repeat(CALL_BYTES - CALL_HEAD.length() - CALL_TAIL.length());
    return (CALL_HEAD + value + CALL_TAIL).getBytes(US_ASCII);
  }

  /// An answer with an id of zeros.
  static byte[] answer() {
    return ANSWER.getBytes(US_ASCII);
  }

  /// The id of a connection's first CALL.
  static byte[] firstId(int connection) {
    return "%016d%020d".formatted(connection, 0).getBytes(US_ASCII);
  }

  /// Counts up an id, in place.
  static void toNext(byte[] id) {
    for (int digit = id.length - 1; digit >= 0; digit--) {
      if (id[digit] != '9') {
        id[digit]++;
        return;
      }
      id[digit] = '0';
    }
  }

  /// Whether a frame that begins at an index has this id.
  static boolean hasId(ByteBuf bytes, int index, byte[] id) {
    for (int i = ID_BYTES - 1; i >= 0; i--) {
      if (bytes.getByte(index + ID_OFFSET + i) != id[i]) {
        return false;
      }
    }
    return true;
  }
}
