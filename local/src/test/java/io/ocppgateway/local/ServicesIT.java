package io.ocppgateway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.lambda.TestHandlers;
import io.ocppgateway.local.template.TestAssembly;
import io.ocppgateway.ocpp.ChargePointId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// A small template at work: unmodified AWS clients against the one endpoint.
class ServicesIT {

  private static final String TEMPLATE =
      "{\"Resources\": {"
          + TestRoles.ANY
          + ","
          + """
            "Answers": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
              "AttributeDefinitions": [{"AttributeName": "messageKey", "AttributeType": "S"}],
              "KeySchema": [{"AttributeName": "messageKey", "KeyType": "HASH"}],
              "TimeToLiveSpecification": {"AttributeName": "expiresAt", "Enabled": true}}},
            "Dead": {"Type": "AWS::SQS::Queue"},
            "Log": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "log"}},
            "RoutingGreeterFunction1A2B": {"Type": "AWS::Lambda::Function", "Properties": {
              "Runtime": "java25", "Timeout": 30, "Code": {"S3Key": "handlers.jar"},
              "Role": {"Fn::GetAtt": ["Any", "Arn"]},
              "Handler": "io.ocppgateway.local.lambda.TestHandlers$Greeting::handleRequest",
              "Environment": {"Variables": {"GREETING": "hello"}}}},
            "Vpc": {"Type": "AWS::EC2::VPC"}}}
          """;

  @TempDir static Path directory;
  private static LocalStack stack;

  @BeforeAll
  static void start() throws IOException {
    TestAssembly.write(directory, TEMPLATE, TestHandlers.Greeting.class);
    stack = LocalStack.start(options(Ports.FREE));
  }

  @AfterAll
  static void end() {
    if (stack != null) {
      stack.close();
    }
  }

  private static LocalStackOptions options(Ports ports) {
    return LocalStackOptions.defaults(
            Path.of("").toAbsolutePath().getParent(), directory, directory.resolve("logs"))
        .withPorts(ports)
        .withChargePoints(List.of(new ChargePointId("CP7")));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(stack.awsEndpoint().toString()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  @Test
  void tablesOfTheTemplateHoldItemsBehindTheEndpoint() {
    try (DynamoDbClient dynamoDb =
        client(DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      Map<String, AttributeValue> item = Map.of("messageKey", AttributeValue.fromS("CP1/1"));

      dynamoDb.putItem(request -> request.tableName("S-Answers").item(item));

      assertThat(dynamoDb.scan(request -> request.tableName("S-Answers")).items())
          .containsExactly(item);
      assertThat(
              dynamoDb
                  .describeTimeToLive(request -> request.tableName("S-Answers"))
                  .timeToLiveDescription()
                  .timeToLiveStatus())
          .isEqualTo(TimeToLiveStatus.ENABLED);
    }
  }

  @Test
  void messagesOfAQueueAreReceivedOnceAndDeleted() {
    try (SqsClient sqs = client(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      String url = sqs.getQueueUrl(request -> request.queueName("S-Dead")).queueUrl();

      sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"dead\":1}"));

      Message received =
          sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1))
              .messages()
              .getFirst();
      assertThat(received.body()).isEqualTo("{\"dead\":1}");
      assertThat(sqs.receiveMessage(request -> request.queueUrl(url)).messages()).isEmpty();
      assertThat(stack.deadLetters()).containsExactly("{\"dead\":1}");
      sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(received.receiptHandle()));
      assertThat(stack.deadLetters()).isEmpty();
      assertThat(sqs.listQueues().queueUrls()).hasSize(2).contains(url);
      assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("other")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  @Test
  void aFunctionIsInvokedByItsNameAndItsAlias() {
    try (LambdaClient lambda =
        client(LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      InvokeResponse response =
          lambda.invoke(request ->
              request
                  .functionName("S-RoutingGreeterFunction1A2B")
                  .qualifier("live")
                  .payload(SdkBytes.fromUtf8String("{\"a\":1}")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.functionError()).isNull();
      assertThat(response.payload().asUtf8String())
          .isEqualTo("{\"greeting\":\"hello\",\"key\":true,\"level\":\"null\"}");
    }
  }

  @Test
  void unknownFunctionsAreNotFound() {
    try (LambdaClient lambda =
        client(LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("nobody")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void chargePointsAreRegisteredAtTheStart() {
    try (IotClient iot = client(IotClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      assertThat(iot.describeThing(request -> request.thingName("CP7")).thingName())
          .isEqualTo("CP7");
    }
  }

  @Test
  void theSummarySaysWhatRunsAndWhatDoesNot() {
    StackSummary summary = stack.summary();

    assertThat(summary.functions()).containsExactly("Greeter");
    assertThat(summary.tables()).containsExactly("Answers");
    assertThat(summary.queues()).containsExactly("Dead", "log");
    assertThat(summary.notRun()).containsExactly(Map.entry("AWS::EC2::VPC", 1L));
    assertThat(stack.isHealthy()).isTrue();
    assertThatThrownBy(() -> stack.webSocketUrl()).hasMessageContaining("no task definition");
  }

  @Test
  void aTakenPortIsNamedWithItsOption() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(0));
      int port = other.getLocalPort();

      assertThatThrownBy(() -> LocalStack.start(options(new Ports(port, 0, 0))))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(String.valueOf(port))
          .hasMessageContaining("--websocket-port");
    }
  }
}
