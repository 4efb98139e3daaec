package io.ocppgateway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TestAssembly;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// Stacks that start, end and start again.
class RestartIT {

  private static final String TABLE =
      """
      "Answers": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
        "AttributeDefinitions": [{"AttributeName": "messageKey", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "messageKey", "KeyType": "HASH"}],
        "TimeToLiveSpecification": {"AttributeName": "expiresAt", "Enabled": true}}}
      """;
  private static final Map<String, AttributeValue> ITEM =
      Map.of("messageKey", AttributeValue.fromS("CP1/1"));

  @TempDir Path directory;

  private LocalStackOptions options(Ports ports) {
    return LocalStackOptions.defaults(
            Path.of("").toAbsolutePath().getParent(), directory, directory.resolve("logs"))
        .withPorts(ports)
        .withChargePoints(List.of());
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(LocalStack stack, B builder) {
    return builder
        .endpointOverride(URI.create(stack.awsEndpoint().toString()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static DynamoDbClient dynamoDb(LocalStack stack) {
    return client(stack, DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()));
  }

  private static IotDataPlaneClient iotData(LocalStack stack) {
    return client(stack, IotDataPlaneClient.builder().httpClient(UrlConnectionHttpClient.create()));
  }

  @Test
  void thingsShadowsAndTablesOutliveARestartInTheirDirectory() throws IOException {
    TestAssembly.write(directory, "{\"Resources\": {%s}}".formatted(TABLE));
    LocalStackOptions options =
        options(Ports.FREE).withDataDirectory(directory.resolve("new/data"));
    try (LocalStack first = LocalStack.start(options);
        DynamoDbClient dynamoDb = dynamoDb(first);
        IotDataPlaneClient iot = iotData(first)) {
      first.things().create("CP1", Map.of());
      dynamoDb.putItem(request -> request.tableName("S-Answers").item(ITEM));
      iot.updateThingShadow(request ->
          request
              .thingName("CP1")
              .payload(SdkBytes.fromUtf8String("{\"state\":{\"reported\":{\"a\":1}}}")));
    }

    try (LocalStack second = LocalStack.start(options);
        DynamoDbClient dynamoDb = dynamoDb(second);
        IotDataPlaneClient iot = iotData(second)) {
      assertThat(second.things().find("CP1")).isPresent();
      assertThat(dynamoDb.scan(request -> request.tableName("S-Answers")).items())
          .containsExactly(ITEM);
      assertThat(iot.getThingShadow(request -> request.thingName("CP1")).payload().asUtf8String())
          .contains("\"reported\":{\"a\":1}");
    }
  }

  @Test
  void aTemplateThatCannotBeHonouredLeavesNothingRunning() throws IOException {
    TestAssembly.write(
        directory,
        """
        {"Resources": {"Rule": {"Type": "AWS::IoT::TopicRule", "Properties": {"TopicRulePayload": {
          "Sql": "SELECT * FROM 'a'", "AwsIotSqlVersion": "2016-03-23",
          "Actions": [{"Kinesis": {"StreamName": "s"}}]}}}}}
        """);
    long children = ProcessHandle.current().children().count();
    Ports ports = new Ports(0, FreePort.find(), FreePort.find());

    assertThatThrownBy(() -> LocalStack.start(options(ports)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Rule.TopicRulePayload.Actions[0]: the action Kinesis");

    assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
    assertThat(FreePort.isListening(ports.mqtt())).isFalse();
    assertThat(FreePort.isListening(ports.aws())).isFalse();
  }
}
