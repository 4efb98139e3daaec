package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.Principal;

/// Where events go on which functions failed for good.
public interface Destinations {

  /// Whether an ARN is that of a queue that runs here.
  boolean isQueue(String arn);

  /// Sends a message to a queue.
  ///
  /// @param function sends it, in its role
  /// @throws IllegalStateException if the queue takes no more
  /// @throws io.ocppgateway.local.aws.AwsFault if the function's role does not allow it
  void send(Principal.RoleSession function, String queueArn, String body);
}
