package io.ocppgateway.infra.settings;

import java.util.List;

/// Settings that the stack cannot be built with; the message has a line for each fault.
public final class InvalidSettingsException extends RuntimeException {

  InvalidSettingsException(List<String> faults) {
    super("The settings cannot be used:\n  - " + String.join("\n  - ", faults));
  }
}
