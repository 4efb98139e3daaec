package io.ocppgateway.local.dynamodb;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Passes the requests to DynamoDB on to DynamoDB Local, and its answers back.
public final class DynamoDbService implements AwsService {

  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "keep-alive");
  private static final int CONNECTIONS = 64;

  private final HttpClient client;
  private final int port;
  private final UsageMeter meter;

  /// A way to the DynamoDB Local that listens on this port.
  public DynamoDbService(Vertx vertx, int port, UsageMeter meter) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.port = port;
    this.meter = meter;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return request.target().startsWith("DynamoDB_")
        || request.target().startsWith("DynamoDBStreams_");
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    String target = request.target();
    meter.requested(DynamoDb.SERVICE, target.substring(target.indexOf('.') + 1));
    return client
        .request(HttpMethod.valueOf(request.method()), port, "127.0.0.1", request.path())
        .compose(outgoing -> send(outgoing, request))
        .compose(DynamoDbService::answer)
        .recover(fault ->
            Future.failedFuture(
                new AwsFault(
                    500, "InternalServerError", "DynamoDB Local does not answer: " + fault)))
        .toCompletionStage();
  }

  private static Future<HttpClientResponse> send(HttpClientRequest outgoing, AwsRequest request) {
    request
        .headers()
        .forEach((name, value) -> {
          if (!NOT_PASSED_ON.contains(name)) {
            outgoing.putHeader(name, value);
          }
        });
    return outgoing.send(request.body());
  }

  private static Future<AwsResponse> answer(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!NOT_PASSED_ON.contains(lower) && !lower.equals("x-amzn-requestid")) {
            headers.put(lower, value);
          }
        });
    return response.body().map(body -> new AwsResponse(response.statusCode(), headers, body));
  }
}
