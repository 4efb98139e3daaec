package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.frame.ErrorCode;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a charge point answers a command.
public sealed interface Reply {

  /// By a CALLRESULT.
  ///
  /// @param effects what it does next, in this order
  record Result(ObjectNode payload, List<Effect> effects) implements Reply {
    /// Holds a result.
    public Result {
      effects = List.copyOf(effects);
    }
  }

  /// By a CALLERROR.
  record Refusal(ErrorCode code, String description) implements Reply {}

  /// The result that says nothing but a status, as most do.
  static Reply status(String status, Effect... effects) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("status", status);
    return new Result(payload, List.of(effects));
  }
}
