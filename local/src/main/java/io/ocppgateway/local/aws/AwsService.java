package io.ocppgateway.local.aws;

import java.util.concurrent.CompletionStage;

/// One AWS service behind the [AwsEndpoint]. Called on an event loop, so it never blocks.
public interface AwsService {

  /// Whether the request is for this service, told by its target, path or signing service. The
  /// first registered service that says yes gets it.
  boolean handles(AwsRequest request);

  /// Answers the request.
  ///
  /// @return the answer; completed with an [AwsFault] where the operation is refused
  /// @throws AwsFault where the operation is refused at once
  CompletionStage<AwsResponse> handle(AwsRequest request);
}
