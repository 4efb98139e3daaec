package io.ocppgateway.local.iot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.aws.AwsEndpoint;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.iot.LocalIot.Inbox;
import io.ocppgateway.local.iot.message.Publish;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.IotException;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ConflictException;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.IotDataPlaneException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Unmodified AWS SDK clients against the local endpoint.
@Timeout(30)
class AwsSdkIT {

  private static final AwsCredentials ANYONE = AwsBasicCredentials.create("test", "test");

  private final LocalIot iot = new LocalIot();
  private final Vertx vertx = Vertx.vertx();
  private final AwsEndpoint endpoint =
      new AwsEndpoint(vertx, iot.principals, new AccessControl(), iot.clock);

  @BeforeEach
  void start() {
    iot.core.services().forEach(endpoint::register);
    endpoint.start(LocalIot.HOST, 0);
  }

  @AfterEach
  void close() {
    endpoint.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    iot.close();
  }

  @Test
  void thingLivesFromCreateToDelete() {
    try (IotClient client = iot(ANYONE)) {
      client.createThing(
          r -> r.thingName("CP1").attributePayload(a -> a.attributes(Map.of("site", "A"))));

      assertThat(client.describeThing(r -> r.thingName("CP1")))
          .satisfies(thing -> {
            assertThat(thing.thingName()).isEqualTo("CP1");
            assertThat(thing.thingArn())
                .isEqualTo("arn:aws:iot:eu-central-1:000000000000:thing/CP1");
            assertThat(thing.attributes()).isEqualTo(Map.of("site", "A"));
            assertThat(thing.version()).isEqualTo(1);
          });
      assertThat(iot.core.registry().find("CP1")).isPresent();

      client.deleteThing(r -> r.thingName("CP1"));

      assertThatThrownBy(() -> client.describeThing(r -> r.thingName("CP1")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void thingOfOtherAttributesIsNotCreatedAgain() {
    try (IotClient client = iot(ANYONE)) {
      client.createThing(r -> r.thingName("CP1"));
      client.createThing(r -> r.thingName("CP1"));

      assertThatThrownBy(() ->
              client.createThing(
                  r -> r.thingName("CP1").attributePayload(a -> a.attributes(Map.of("a", "b")))))
          .isInstanceOf(ResourceAlreadyExistsException.class);
    }
  }

  @Test
  void thingsAreListedPageByPage() {
    try (IotClient client = iot(ANYONE)) {
      for (int i = 0; i < 5; i++) {
        iot.core.registry().create("CP" + i, Map.of());
      }

      assertThat(client.listThingsPaginator(r -> r.maxResults(2)).things().stream())
          .extracting(it -> it.thingName())
          .containsExactly("CP0", "CP1", "CP2", "CP3", "CP4");
    }
  }

  @Test
  void attributesOfAThingAreMerged() throws IOException, InterruptedException {
    iot.core.registry().create("CP1", Map.of("site", "A", "old", "1"));

    HttpResponse<String> answer =
        send(
            "PATCH",
            "/things/CP1",
            "{\"attributePayload\":{\"attributes\":{\"old\":\"\",\"new\":\"2\"},\"merge\":true}}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(iot.core.registry().find("CP1").orElseThrow())
        .satisfies(thing -> {
          assertThat(thing.attributes()).isEqualTo(Map.of("site", "A", "new", "2"));
          assertThat(thing.version()).isEqualTo(2);
        });
  }

  @Test
  void dataEndpointIsTold() {
    try (IotClient client = iot(ANYONE)) {
      assertThat(client.describeEndpoint(r -> r.endpointType("iot:Data-ATS")).endpointAddress())
          .isEqualTo("127.0.0.1:4566");
    }
  }

  @Test
  void unknownOperationIsNamed() {
    try (IotClient client = iot(ANYONE)) {
      assertThatThrownBy(() -> client.listPolicies())
          .isInstanceOfSatisfying(
              IotException.class, e -> assertThat(e.statusCode()).isEqualTo(501))
          .hasMessageContaining("GET /policies");
    }
  }

  @Test
  void shadowLivesFromUpdateToDelete() throws InterruptedException {
    Inbox inbox =
        iot.inbox("watcher", MqttQos.AT_LEAST_ONCE, "$aws/things/CP1/shadow/update/documents");
    try (IotDataPlaneClient client = data(ANYONE)) {
      client.updateThingShadow(
          r -> r.thingName("CP1").payload(json("{\"state\":{\"reported\":{\"vendor\":\"V\"}}}")));

      JsonNode shadow =
          JsonMapper.shared()
              .readTree(client.getThingShadow(r -> r.thingName("CP1")).payload().asByteArray());
      assertThat(shadow.path("state").path("reported").path("vendor").asString()).isEqualTo("V");
      assertThat(inbox.nextText()).contains("\"current\"");
      assertThatThrownBy(() ->
              client.updateThingShadow(
                  r -> r.thingName("CP1").payload(json("{\"state\":{},\"version\":9}"))))
          .isInstanceOf(ConflictException.class);

      client.deleteThingShadow(r -> r.thingName("CP1"));

      assertThatThrownBy(() -> client.getThingShadow(r -> r.thingName("CP1")))
          .isInstanceOf(
              software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException.class)
          .hasMessageContaining("No shadow exists with name: 'CP1'");
    }
  }

  @Test
  void namedShadowsAreListed() {
    try (IotDataPlaneClient client = data(ANYONE)) {
      for (String name : new String[] {"b", "a"}) {
        client.updateThingShadow(r ->
            r.thingName("CP1")
                .shadowName(name)
                .payload(json("{\"state\":{\"desired\":{\"x\":1}}}")));
      }

      assertThat(client.listNamedShadowsForThing(r -> r.thingName("CP1")).results())
          .containsExactly("a", "b");
    }
  }

  @Test
  void publishReachesSubscribersWithEveryHeader() throws InterruptedException {
    Inbox inbox = iot.inbox("CP1", MqttQos.AT_LEAST_ONCE, "CP1/out");
    try (IotDataPlaneClient client = data(ANYONE)) {
      client.publish(r ->
          r.topic("CP1/out")
              .qos(1)
              .payload(json("[3,\"1\",{}]"))
              .contentType("application/json")
              .responseTopic("CP1/in")
              .correlationData(Base64.getEncoder().encodeToString("c".getBytes()))
              .messageExpiry(60L)
              .userProperties("[{\"a\":\"b\"}]"));

      Mqtt5Publish got = inbox.next();
      assertThat(Inbox.text(got)).isEqualTo("[3,\"1\",{}]");
      assertThat(got.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
      assertThat(got.getContentType().orElseThrow()).hasToString("application/json");
      assertThat(got.getResponseTopic().orElseThrow()).hasToString("CP1/in");
      assertThat(got.getMessageExpiryInterval().orElseThrow()).isBetween(55L, 60L);
      assertThat(got.getUserProperties().asList()).hasSize(1);
      assertThat(got.getCorrelationData()).isPresent();
      assertThatThrownBy(() -> client.publish(r -> r.topic("CP1/#")))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void deletedConnectionIsToldWhy() throws InterruptedException {
    iot.connect("CP1");
    try (IotDataPlaneClient client = data(ANYONE)) {
      client.deleteConnection(r -> r.clientId("CP1"));

      assertThat(iot.end("CP1")).isEqualTo(Mqtt5DisconnectReasonCode.ADMINISTRATIVE_ACTION);
      assertThatThrownBy(() -> client.deleteConnection(r -> r.clientId("CP1")))
          .isInstanceOf(
              software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException.class);
    }
  }

  @Test
  void issuedKeyTellsThePrincipal() throws InterruptedException {
    BlockingQueue<Publish> seen = new LinkedBlockingQueue<>();
    iot.core.onPublish(seen::add);
    AccessKey key = iot.principals.issue(TestRoles.anybody("FrameHandler"));
    try (IotDataPlaneClient client = data(credentials(key))) {
      client.publish(r -> r.topic("CP1/out").payload(json("[]")));

      Publish message = seen.poll(30, TimeUnit.SECONDS);
      assertThat(message.principal()).isEqualTo(key.principal());
      assertThat(message.clientId()).isEqualTo("n/a");
    }
  }

  @Test
  void issuedKeyMustSignRightly() {
    AccessKey key = iot.principals.issue(TestRoles.anybody("FrameHandler"));
    AwsCredentials wrong =
        AwsSessionCredentials.create(key.accessKeyId(), "wrong", key.sessionToken());
    try (IotDataPlaneClient client = data(wrong)) {
      assertThatThrownBy(() -> client.publish(r -> r.topic("CP1/out")))
          .isInstanceOfSatisfying(
              IotDataPlaneException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
              });
    }
  }

  @Test
  void callerIdentityIsAnswered() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<Account>000000000000</Account>");
  }

  @Test
  void unknownServiceIsNamed() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/nowhere", "");

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).contains("GET /nowhere");
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
  }

  @Test
  void takenPortIsNamedWithItsOption() {
    try (AwsEndpoint second =
        new AwsEndpoint(vertx, iot.principals, new AccessControl(), iot.clock)) {
      assertThatThrownBy(() -> second.start(LocalIot.HOST, endpoint.port()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(Integer.toString(endpoint.port()))
          .hasMessageContaining("--aws-port");
    }
  }

  @Test
  void thingsOutliveARestartWhereThereIsADirectory(@TempDir Path directory) {
    try (LocalIot first = new LocalIot(directory)) {
      first.core.registry().create("CP1", Map.of("site", "A"));
    }

    try (LocalIot second = new LocalIot(directory)) {
      assertThat(second.core.registry().find("CP1").orElseThrow().attributes())
          .isEqualTo(Map.of("site", "A"));
    }
  }

  private IotClient iot(AwsCredentials credentials) {
    return configured(IotClient.builder(), credentials).build();
  }

  private IotDataPlaneClient data(AwsCredentials credentials) {
    return configured(IotDataPlaneClient.builder(), credentials).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(uri(""))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }

  private URI uri(String path) {
    return URI.create("http://%s:%d%s".formatted(LocalIot.HOST, endpoint.port(), path));
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri(path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static AwsCredentials credentials(AccessKey key) {
    return AwsSessionCredentials.create(
        key.accessKeyId(), key.secretAccessKey(), key.sessionToken());
  }

  private static SdkBytes json(String text) {
    return SdkBytes.fromUtf8String(text);
  }
}
