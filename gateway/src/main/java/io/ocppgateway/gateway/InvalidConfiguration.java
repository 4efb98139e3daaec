package io.ocppgateway.gateway;

import java.util.List;

/// The environment does not configure a gateway. The message holds all faults, one a line.
final class InvalidConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidConfiguration(List<String> faults) {
    super("the gateway's environment is wrong:\n- " + String.join("\n- ", faults));
  }
}
