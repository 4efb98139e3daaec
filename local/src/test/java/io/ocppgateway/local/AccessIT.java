package io.ocppgateway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.aws.AwsEndpoint;
import io.ocppgateway.local.dynamodb.DynamoDbService;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.iot.LocalIot;
import io.ocppgateway.local.sqs.Queues;
import io.ocppgateway.local.sqs.SqsService;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What unmodified AWS SDK clients are told that call in a role which may do little.
class AccessIT {

  private static final String LITTLE =
      """
      {"Effect": "Allow", "Action": "iot:Publish",
       "Resource": "arn:aws:iot:eu-central-1:000000000000:topic/*/out"},
      {"Effect": "Allow", "Action": ["iot:DescribeThing", "iot:GetThingShadow"],
       "Resource": "arn:aws:iot:eu-central-1:000000000000:thing/CP1"},
      {"Effect": "Allow", "Action": "sqs:GetQueueUrl",
       "Resource": "arn:aws:sqs:eu-west-1:000000000000:S-Dead"}
      """;

  private final LocalIot iot = new LocalIot();
  private final Vertx vertx = Vertx.vertx();
  private final AccessControl access = new AccessControl();
  private final AwsEndpoint endpoint = new AwsEndpoint(vertx, iot.principals, access, iot.clock);
  private final AccessKey key = iot.principals.issue(TestRoles.session("Little", LITTLE));

  @BeforeEach
  void start() {
    iot.core.services().forEach(endpoint::register);
    endpoint.register(
        new SqsService(
            Queues.of(
                TestRoles.template("\"Dead\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {}}"),
                TestRoles.SURROUNDINGS,
                iot.clock)));
    // No DynamoDB Local listens: what comes that far fails otherwise than refused.
    endpoint.register(new DynamoDbService(vertx, 1, TestRoles.SURROUNDINGS, iot.meter));
    endpoint.start("127.0.0.1", 0);
    iot.core.registry().create("CP1", Map.of());
  }

  @AfterEach
  void end() {
    endpoint.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    iot.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + endpoint.port()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    key.accessKeyId(), key.secretAccessKey(), key.sessionToken())))
        .build();
  }

  private static void assertRefused(
      ThrowingCallable call, int status, String code, String action, String resource) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.awsErrorDetails().errorMessage())
                  .contains(
                      "User: arn:aws:sts::000000000000:assumed-role/LittleRole/Little is not authorized to perform: %s on resource: %s "
                          .formatted(action, resource));
            });
  }

  @Test
  void dynamoDbSaysAccessDenied() {
    try (DynamoDbClient dynamoDb =
        client(DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      assertRefused(
          () ->
              dynamoDb.getItem(request ->
                  request.tableName("Items").key(Map.of("id", AttributeValue.fromS("1")))),
          400,
          "AccessDeniedException",
          "dynamodb:GetItem",
          "arn:aws:dynamodb:eu-west-1:000000000000:table/Items");
      assertThat(access.refusals())
          .containsExactly(new AccessControl.Refused("LittleRole", "dynamodb:GetItem"));
    }
  }

  @Test
  void theRegistrySaysAccessDenied() {
    try (IotClient registry =
        client(IotClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      assertThat(registry.describeThing(request -> request.thingName("CP1")).thingName())
          .isEqualTo("CP1");
      assertRefused(
          () -> registry.describeThing(request -> request.thingName("CP2")),
          403,
          "AccessDeniedException",
          "iot:DescribeThing",
          "arn:aws:iot:eu-central-1:000000000000:thing/CP2");
      assertRefused(
          registry::describeEndpoint, 403, "AccessDeniedException", "iot:DescribeEndpoint", "*");
    }
  }

  @Test
  void theDataPlaneSaysForbidden() {
    try (IotDataPlaneClient data =
        client(IotDataPlaneClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      assertThatCode(() -> data.publish(request -> request.topic("CP1/out")))
          .doesNotThrowAnyException();
      assertRefused(
          () -> data.publish(request -> request.topic("CP1/in")),
          403,
          "ForbiddenException",
          "iot:Publish",
          "arn:aws:iot:eu-central-1:000000000000:topic/CP1/in");
      assertRefused(
          () -> data.publish(request -> request.topic("CP1/out").retain(true)),
          403,
          "ForbiddenException",
          "iot:RetainPublish",
          "arn:aws:iot:eu-central-1:000000000000:topic/CP1/out");
      assertRefused(
          () -> data.getThingShadow(request -> request.thingName("CP1").shadowName("named")),
          403,
          "ForbiddenException",
          "iot:GetThingShadow",
          "arn:aws:iot:eu-central-1:000000000000:thing/CP1/named");
      assertRefused(
          () -> data.deleteConnection(request -> request.clientId("CP1")),
          403,
          "ForbiddenException",
          "iot:DeleteConnection",
          "arn:aws:iot:eu-central-1:000000000000:client/CP1");
    }
  }

  @Test
  void queuesSayAccessDenied() {
    try (SqsClient sqs = client(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      String url = sqs.getQueueUrl(request -> request.queueName("S-Dead")).queueUrl();

      assertRefused(
          () -> sqs.sendMessage(request -> request.queueUrl(url).messageBody("x")),
          400,
          "AccessDeniedException",
          "sqs:SendMessage",
          "arn:aws:sqs:eu-west-1:000000000000:S-Dead");
    }
  }
}
