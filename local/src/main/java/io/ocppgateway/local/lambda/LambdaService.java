package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// The operation Invoke of AWS Lambda.
///
/// @see "AWS Lambda API reference, Invoke"
public final class LambdaService implements AwsService {

  private static final String FUNCTIONS = "/2015-03-31/functions/";

  private final Functions functions;
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lambda-invoke-", 0).factory());

  /// The operation on these functions.
  public LambdaService(Functions functions) {
    this.functions = functions;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return request.path().startsWith(FUNCTIONS);
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    return List.of(
        new Call(
            "lambda:InvokeFunction",
            functions.arn(function(request), request.parameter("Qualifier").orElse(""))));
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    String name = function(request);
    LambdaFunction function =
        functions
            .find(name)
            .orElseThrow(() ->
                new AwsFault(
                    404,
                    "ResourceNotFoundException",
                    "there is no function %s; there are %s".formatted(name, functions.names())));
    byte[] event = request.body().length() == 0 ? new byte[] {'{', '}'} : request.body().getBytes();
    return switch (request.header("x-amz-invocation-type").orElse("RequestResponse")) {
      case "RequestResponse" ->
          CompletableFuture.supplyAsync(() -> invoke(function, event, request.id()), threads);
      case "Event" -> {
        functions.invokeAsync(name, event);
        yield CompletableFuture.completedFuture(AwsResponse.empty(202));
      }
      case "DryRun" -> CompletableFuture.completedFuture(AwsResponse.empty(204));
      case String other ->
          throw new AwsFault(
              400,
              "InvalidParameterValueException",
              "invocation type %s; allowed are RequestResponse, Event and DryRun".formatted(other));
    };
  }

  /// The name or ARN of the function that is to be invoked.
  private static String function(AwsRequest request) {
    List<String> path = request.segments();
    if (path.size() != 4
        || !path.get(3).equals("invocations")
        || !request.method().equals("POST")) {
      throw new AwsFault(
          400,
          "InvalidParameterValueException",
          "%s %s is not available here; available is Invoke"
              .formatted(request.method(), request.path()));
    }
    return path.get(2);
  }

  private static AwsResponse invoke(LambdaFunction function, byte[] event, String requestId) {
    try {
      Outcome outcome = function.invoke(event, requestId);
      Map<String, String> headers =
          switch (outcome) {
            case Outcome.Returned _ -> Map.of("x-amz-executed-version", "1");
            case Outcome.Failed _ ->
                Map.of("x-amz-executed-version", "1", "x-amz-function-error", "Unhandled");
          };
      return new AwsResponse(200, headers, outcome.payload());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsFault(500, "ServiceException", "the local stack ends");
    }
  }
}
