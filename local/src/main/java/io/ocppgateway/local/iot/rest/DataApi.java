package io.ocppgateway.local.iot.rest;

import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iot.broker.Broker;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.shadow.ShadowId;
import io.ocppgateway.local.iot.shadow.Shadows;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The service `iotdata`: shadows, publish, retained messages and connections.
///
/// @see "AWS IoT data plane API reference"
public final class DataApi implements AwsService {

  private static final List<String> ROOTS = List.of("topics", "connections", "retainedMessage");

  private final EventExecutor loop;
  private final Broker broker;
  private final Shadows shadows;
  private final Consumer<Publish> publish;
  private final IotCalls calls;
  private final Clock clock;

  /// The service for this broker and these shadows.
  ///
  /// @param loop the broker's event loop
  /// @param publish checks a message and publishes it
  /// @param calls knows what policies call all this
  public DataApi(
      EventExecutor loop,
      Broker broker,
      Shadows shadows,
      Consumer<Publish> publish,
      IotCalls calls,
      Clock clock) {
    this.loop = loop;
    this.broker = broker;
    this.shadows = shadows;
    this.publish = publish;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public boolean handles(AwsRequest request) {
    if (!request.signingService().isEmpty()) {
      return request.signingService().equals("iotdata");
    }
    List<String> path = request.segments();
    return isShadow(path)
        || isListOfShadows(path)
        || (!path.isEmpty() && ROOTS.contains(path.getFirst()));
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    List<String> path = request.segments();
    if (isShadow(path)) {
      String name = request.parameter("name").map(it -> "/" + it).orElse("");
      return List.of(calls.on(shadowAction(request), "thing/" + path.get(1) + name));
    }
    if (isListOfShadows(path)) {
      return List.of(calls.on("iot:ListNamedShadowsForThing", "thing/" + path.getLast()));
    }
    return switch (shape(request)) {
      case "POST topics/*" -> calls.publish(path.get(1), PublishRequest.retain(request));
      case "DELETE connections/*" ->
          List.of(calls.on("iot:DeleteConnection", "client/" + path.get(1)));
      case "GET retainedMessage/*" ->
          List.of(calls.on("iot:GetRetainedMessage", "topic/" + path.get(1)));
      case "GET retainedMessage" -> List.of(Call.of("iot:ListRetainedMessages"));
      default -> throw unknown(request);
    };
  }

  /// Here AWS says no more than that it is forbidden; the reason is for people.
  @Override
  public AwsFault denied(String reason) {
    return new AwsFault(403, "ForbiddenException", "Forbidden: " + reason);
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    List<String> path = request.segments();
    if (isShadow(path)) {
      return shadow(request, new ShadowId(path.get(1), request.parameter("name").orElse("")));
    }
    if (isListOfShadows(path)) {
      return onLoop(() -> AwsResponse.json(names(request, path.getLast()).toString()));
    }
    return switch (shape(request)) {
      case "POST topics/*" -> {
        publish.accept(PublishRequest.read(request, path.get(1), clock.instant()));
        yield CompletableFuture.completedFuture(AwsResponse.json("{}"));
      }
      case "DELETE connections/*" -> onLoop(() -> disconnect(request, path.get(1)));
      case "GET retainedMessage/*" -> onLoop(() -> retained(path.get(1)));
      case "GET retainedMessage" -> onLoop(this::retained);
      default -> throw unknown(request);
    };
  }

  private CompletionStage<AwsResponse> shadow(AwsRequest request, ShadowId id) {
    return onLoop(() ->
        AwsResponse.json(
            switch (request.method()) {
              case "GET" -> shadows.get(id, request.body());
              case "POST" -> shadows.update(id, request.body());
              case "DELETE" -> shadows.delete(id, request.body());
              default -> throw unknown(request);
            }));
  }

  private ObjectNode names(AwsRequest request, String thing) {
    List<String> names = shadows.names(thing);
    int pageSize = Math.max(1, JsonBody.number(request, "pageSize").orElse(names.size()));
    String after = request.parameter("nextToken").orElse("");
    List<String> rest = names.stream().filter(name -> name.compareTo(after) > 0).toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("results");
    rest.stream().limit(pageSize).forEach(results::add);
    answer.put("timestamp", clock.instant().getEpochSecond());
    if (rest.size() > pageSize) {
      answer.put("nextToken", rest.get(pageSize - 1));
    }
    return answer;
  }

  private AwsResponse disconnect(AwsRequest request, String clientId) {
    boolean cleanSession = request.parameter("cleanSession").map(Boolean::valueOf).orElse(false);
    boolean preventWill =
        request.parameter("preventWillMessage").map(Boolean::valueOf).orElse(false);
    if (!broker.disconnect(clientId, cleanSession, !preventWill)) {
      throw new AwsFault(
          404, "ResourceNotFoundException", "no MQTT client %s is connected".formatted(clientId));
    }
    return AwsResponse.empty(200);
  }

  private AwsResponse retained(String topic) {
    Publish message =
        broker
            .retained(topic)
            .orElseThrow(() ->
                new AwsFault(
                    404,
                    "ResourceNotFoundException",
                    "no message is retained on topic %s".formatted(topic)));
    ObjectNode answer = summary(message);
    answer.put("payload", Base64.getEncoder().encodeToString(message.payload().getBytes()));
    return AwsResponse.json(answer.toString());
  }

  private AwsResponse retained() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode topics = answer.putArray("retainedTopics");
    for (Publish message : broker.retained()) {
      topics.add(summary(message).put("payloadSize", message.payload().length()));
    }
    return AwsResponse.json(answer.toString());
  }

  private static ObjectNode summary(Publish message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", message.topic())
        .put("qos", message.qos())
        .put("lastModifiedTime", message.receivedAt().toEpochMilli());
  }

  private CompletionStage<AwsResponse> onLoop(Supplier<AwsResponse> operation) {
    return CompletableFuture.supplyAsync(operation, loop);
  }

  private static boolean isShadow(List<String> path) {
    return path.size() == 3 && path.getFirst().equals("things") && path.get(2).equals("shadow");
  }

  private static boolean isListOfShadows(List<String> path) {
    return path.size() == 5
        && path.subList(0, 4)
            .equals(List.of("api", "things", "shadow", "ListNamedShadowsForThing"));
  }

  private static String shadowAction(AwsRequest request) {
    return switch (request.method()) {
      case "GET" -> "iot:GetThingShadow";
      case "POST" -> "iot:UpdateThingShadow";
      case "DELETE" -> "iot:DeleteThingShadow";
      default -> throw unknown(request);
    };
  }

  /// Method and path, with a star for the name in it.
  private static String shape(AwsRequest request) {
    List<String> path = request.segments();
    if (path.isEmpty() || path.size() > 2) {
      throw unknown(request);
    }
    return request.method() + " " + path.getFirst() + (path.size() == 2 ? "/*" : "");
  }

  private static AwsFault unknown(AwsRequest request) {
    return AwsFault.unknownOperation("iotdata", request.method() + " " + request.path());
  }
}
