package io.ocppgateway.local.lambda;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What became of an invocation.
sealed interface Outcome {

  /// What the function returned, or the description of its error.
  Buffer payload();

  /// The function returned.
  record Returned(Buffer payload) implements Outcome {}

  /// The function threw, or took too long.
  record Failed(Buffer payload) implements Outcome {}

  static Failed failed(Throwable error) {
    ObjectNode description =
        JsonNodeFactory.instance
            .objectNode()
            .put("errorMessage", String.valueOf(error.getMessage()))
            .put("errorType", error.getClass().getName());
    ArrayNode trace = description.putArray("stackTrace");
    for (StackTraceElement element : error.getStackTrace()) {
      trace.add(element.toString());
    }
    return new Failed(bytes(description));
  }

  static Failed timedOut(String requestId, Duration timeout) {
    return new Failed(
        bytes(
            JsonNodeFactory.instance
                .objectNode()
                .put("errorType", "Sandbox.Timedout")
                .put(
                    "errorMessage",
                    "RequestId: %s Error: Task timed out after %.2f seconds"
                        .formatted(requestId, timeout.toMillis() / 1000.0))));
  }

  private static Buffer bytes(ObjectNode description) {
    return Buffer.buffer(description.toString());
  }
}
