package io.ocppgateway.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.template.Surroundings;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// STS, as far as it tells callers who they are.
final class CallerIdentity implements AwsService {

  private static final String ACTION = "Action=GetCallerIdentity";

  @Override
  public boolean handles(AwsRequest request) {
    return request.signingService().equals("sts")
        || (request.path().equals("/") && isGetCallerIdentity(request));
  }

  /// Everyone may ask who they are.
  @Override
  public List<Call> calls(AwsRequest request) {
    return List.of();
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    if (!isGetCallerIdentity(request)) {
      throw AwsFault.unknownOperation("STS", request.body().toString(UTF_8));
    }
    String xml =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult>
            <Arn>%s</Arn>
            <UserId>%s</UserId>
            <Account>%s</Account>
          </GetCallerIdentityResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </GetCallerIdentityResponse>
        """
            .formatted(
                request.principal().arn(),
                request.principal().name(),
                Surroundings.ACCOUNT,
                request.id());
    return CompletableFuture.completedFuture(
        new AwsResponse(200, Map.of("content-type", "text/xml"), Buffer.buffer(xml)));
  }

  private static boolean isGetCallerIdentity(AwsRequest request) {
    return request.body().toString(UTF_8).contains(ACTION);
  }
}
