package io.ocppgateway.cli.fleet;

import java.util.List;

/// Options that cannot be understood. The message holds all faults, one on a line.
public final class MistypedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param faults at least one
  MistypedException(List<String> faults) {
    super(
        faults.size() == 1
            ? faults.getFirst()
            : "%d options are not understood%n  %s"
                .formatted(faults.size(), String.join("\n  ", faults)));
  }
}
