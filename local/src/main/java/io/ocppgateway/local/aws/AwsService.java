package io.ocppgateway.local.aws;

import io.ocppgateway.local.iam.Call;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One AWS service behind the [AwsEndpoint]. Called on an event loop, so it never blocks.
public interface AwsService {

  /// Whether the request is for this service, told by its target, path or signing service. The
  /// first registered service that says yes gets it.
  boolean handles(AwsRequest request);

  /// What the caller must be allowed to do for an answer: all of it. None where AWS asks for
  /// nothing.
  ///
  /// @throws AwsFault if the request is none that this service knows
  List<Call> calls(AwsRequest request);

  /// The refusal of a caller who may not do what the request asks for.
  ///
  /// @param reason whom, what and why, as AWS says it
  default AwsFault denied(String reason) {
    return AwsFault.accessDenied(reason);
  }

  /// Answers the request of a caller who may make it.
  ///
  /// @return the answer; completed with an [AwsFault] where the operation is refused
  /// @throws AwsFault where the operation is refused at once
  CompletionStage<AwsResponse> handle(AwsRequest request);
}
