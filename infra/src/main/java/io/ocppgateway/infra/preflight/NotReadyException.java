package io.ocppgateway.infra.preflight;

import java.util.List;

/// Something is missing that has nothing to do with the stack; the message has a line for each.
public final class NotReadyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotReadyException(List<String> faults) {
    super("This cannot go on yet:\n  - " + String.join("\n  - ", faults));
  }
}
