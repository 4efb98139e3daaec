package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Surroundings;
import java.util.List;

/// What writing a log asks for. Nobody here writes one with CloudWatch Logs; whether it would be
/// allowed is decided all the same.
public final class LogCalls {

  private LogCalls() {}

  /// To begin a stream of a group, and to write to it.
  ///
  /// @param group its name
  public static List<Call> toWrite(String group, Surroundings surroundings) {
    String stream = surroundings.arn("logs", "log-group:%s:log-stream:local".formatted(group));
    return List.of(new Call("logs:CreateLogStream", stream), new Call("logs:PutLogEvents", stream));
  }
}
