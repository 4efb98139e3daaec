package io.ocppgateway.local.usage;

import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers `GET /_cpo/usage` on the AWS endpoint with the usage as JSON. No AWS service has such a
/// path: a bucket's name cannot begin with an underscore.
public final class UsageEndpoint implements AwsService {

  /// The path.
  public static final String PATH = "/_cpo/usage";

  private final UsageMeter meter;

  /// Answers what this meter counted.
  public UsageEndpoint(UsageMeter meter) {
    this.meter = meter;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return request.method().equals("GET") && request.path().equals(PATH);
  }

  /// AWS knows nothing of it.
  @Override
  public List<Call> calls(AwsRequest request) {
    return List.of();
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    return CompletableFuture.completedFuture(AwsResponse.json(meter.usage().toJson()));
  }
}
