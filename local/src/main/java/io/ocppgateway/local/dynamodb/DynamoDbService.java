package io.ocppgateway.local.dynamodb;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Passes the requests to DynamoDB on to DynamoDB Local, and its answers back; and writes what
/// rules put into tables.
///
/// Rules write without the AWS SDK: an SDK call takes several times the processor time of the write
/// itself, and rules write for most messages.
public final class DynamoDbService implements AwsService {

  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "keep-alive");
  private static final int CONNECTIONS = 64;
  private static final String SERVICE = "dynamodb";
  private static final String VERSION = "DynamoDB_20120810.";

  /// What DynamoDB Local asks for, though it checks neither key nor signature.
  private static final String UNSIGNED =
      "AWS4-HMAC-SHA256 Credential=local/20120810/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final int port;
  private final TableCalls calls;
  private final UsageMeter meter;
  private final Duration patience;

  /// A way to the DynamoDB Local that listens on this port.
  public DynamoDbService(Vertx vertx, int port, Surroundings surroundings, UsageMeter meter) {
    this(vertx, port, surroundings, meter, PATIENCE);
  }

  /// @param patience how long it may take DynamoDB Local to answer
  DynamoDbService(
      Vertx vertx, int port, Surroundings surroundings, UsageMeter meter, Duration patience) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.port = port;
    calls = new TableCalls(surroundings);
    this.meter = meter;
    this.patience = patience;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return request.target().startsWith("DynamoDB_")
        || request.target().startsWith("DynamoDBStreams_");
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    return calls.of(request);
  }

  @Override
  public AwsFault denied(String reason) {
    return AwsFault.accessDeniedOverJson(reason);
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    meter.requested(SERVICE, TableCalls.operation(request));
    return client
        .request(HttpMethod.valueOf(request.method()), port, HOST, request.path())
        .compose(outgoing -> send(outgoing, request))
        .compose(DynamoDbService::answer)
        .recover(fault ->
            Future.failedFuture(
                new AwsFault(
                    500, "InternalServerError", "DynamoDB Local does not answer: " + fault)))
        .toCompletionStage();
  }

  /// What [#putItem] asks for.
  public Call putItemCall(String tableName) {
    return new Call("dynamodb:PutItem", calls.tableArn(tableName));
  }

  /// Writes an item whose attributes are the object's properties. Blocks, so it is not for event
  /// loops, and waits for its turn behind as many as others write.
  ///
  /// @throws AwsFault if the table refuses it, or DynamoDB Local does not answer in time once it is
  ///   its turn
  public void putItem(String tableName, ObjectNode item) {
    meter.requested(SERVICE, "PutItem");
    ObjectNode input = JsonNodeFactory.instance.objectNode().put("TableName", tableName);
    input.set("Item", Attributes.of(item));
    AwsResponse answer;
    try {
      answer =
          client
              .request(HttpMethod.POST, port, HOST, "/")
              .compose(outgoing -> put(outgoing, input))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw new AwsFault(
          500, "InternalServerError", "DynamoDB Local does not answer: " + e.getCause());
    }
    if (answer.status() != 200) {
      throw new AwsFault(
          answer.status(), "DynamoDbException", "DynamoDB refuses the item: " + answer.body());
    }
  }

  private Future<AwsResponse> put(HttpClientRequest outgoing, ObjectNode input) {
    return outgoing
        .putHeader("x-amz-target", VERSION + "PutItem")
        .putHeader("content-type", "application/x-amz-json-1.0")
        .putHeader("authorization", UNSIGNED)
        .send(input.toString())
        .compose(DynamoDbService::answer)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        // Gives its connection back, so that the next one has a turn.
        .onFailure(_ -> outgoing.reset());
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
