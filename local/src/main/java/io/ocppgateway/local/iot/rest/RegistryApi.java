package io.ocppgateway.local.iot.rest;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iot.certificate.Certificates;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.registry.Thing;
import io.ocppgateway.local.iot.registry.Things;
import io.ocppgateway.local.usage.UsageMeter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The service `iot`: the registry of things, and where the data endpoint is.
///
/// @see "AWS IoT API reference: CreateThing, DescribeThing, UpdateThing, DeleteThing, ListThings,
///   DescribeEndpoint"
public final class RegistryApi implements AwsService {

  private static final int MAX_PAGE = 250;
  private static final String THING = "thing/";
  private static final int DEFAULT_PAGE = 100;

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "GET things", "ListThings",
          "GET things/*", "DescribeThing",
          "POST things/*", "CreateThing",
          "PATCH things/*", "UpdateThing",
          "DELETE things/*", "DeleteThing",
          "GET endpoint", "DescribeEndpoint");

  private final Things things;
  private final Certificates certificates;
  private final IotCalls calls;
  private final String dataEndpoint;
  private final UsageMeter meter;

  /// The service for these things.
  ///
  /// @param certificates keep a thing that they are attached to from being deleted
  /// @param calls knows the ARNs of things
  /// @param dataEndpoint what DescribeEndpoint answers
  /// @param meter counts the requests
  public RegistryApi(
      Things things,
      Certificates certificates,
      IotCalls calls,
      String dataEndpoint,
      UsageMeter meter) {
    this.things = things;
    this.certificates = certificates;
    this.calls = calls;
    this.dataEndpoint = dataEndpoint;
    this.meter = meter;
  }

  @Override
  public boolean handles(AwsRequest request) {
    if (!request.signingService().isEmpty()) {
      return request.signingService().equals("iot");
    }
    return !request.segments().isEmpty()
        && List.of("things", "endpoint").contains(request.segments().getFirst());
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    String action = "iot:" + operation(request);
    List<String> path = request.segments();
    return List.of(path.size() == 2 ? calls.on(action, THING + path.get(1)) : Call.of(action));
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    String operation = operation(request);
    List<String> path = request.segments();
    meter.requested("iot", operation);
    ObjectNode answer =
        switch (operation) {
          case "ListThings" -> list(request);
          case "DescribeThing" -> describe(path.get(1));
          case "CreateThing" -> create(request, path.get(1));
          case "UpdateThing" -> update(request, path.get(1));
          case "DeleteThing" -> delete(path.get(1));
          case "DescribeEndpoint" -> json().put("endpointAddress", dataEndpoint);
          default -> throw new IllegalStateException("operation " + operation);
        };
    return CompletableFuture.completedFuture(AwsResponse.json(answer.toString()));
  }

  private static String operation(AwsRequest request) {
    List<String> path = request.segments();
    if (path.isEmpty() || path.size() > 2) {
      throw unknown(request);
    }
    String shape = request.method() + " " + path.getFirst() + (path.size() == 2 ? "/*" : "");
    String operation = OPERATIONS.getOrDefault(shape, "");
    if (operation.isEmpty()) {
      throw unknown(request);
    }
    return operation;
  }

  private ObjectNode create(AwsRequest request, String name) {
    Thing thing = things.create(name, attributes(JsonBody.of(request)));
    return json()
        .put("thingName", thing.name())
        .put("thingArn", arn(thing))
        .put("thingId", thing.id());
  }

  private ObjectNode update(AwsRequest request, String name) {
    JsonNode body = JsonBody.of(request);
    JsonNode version = body.path("expectedVersion");
    things.update(
        name,
        attributes(body),
        body.path("attributePayload").path("merge").asBoolean(false),
        version.isIntegralNumber() ? OptionalLong.of(version.asLong()) : OptionalLong.empty());
    return json();
  }

  private ObjectNode delete(String name) {
    if (!certificates.ofThing(name).isEmpty()) {
      throw JsonBody.invalid(
          "Thing %s cannot be deleted: it has principals; detach them first".formatted(name));
    }
    things.delete(name);
    return json();
  }

  private ObjectNode describe(String name) {
    Thing thing = things.find(name).orElseThrow(() -> Things.notFound(name));
    return summary(thing).put("defaultClientId", thing.name()).put("thingId", thing.id());
  }

  private ObjectNode list(AwsRequest request) {
    int limit = Math.min(MAX_PAGE, JsonBody.number(request, "maxResults").orElse(DEFAULT_PAGE));
    List<Thing> page = things.page(request.parameter("nextToken").orElse(""), limit);
    ObjectNode answer = json();
    ArrayNode listed = answer.putArray("things");
    page.stream()
        .filter(thing -> isAskedFor(thing, request))
        .forEach(it -> listed.add(summary(it)));
    if (page.size() == limit && limit > 0) {
      answer.put("nextToken", page.getLast().name());
    }
    return answer;
  }

  private static boolean isAskedFor(Thing thing, AwsRequest request) {
    return request
        .parameter("attributeName")
        .map(name ->
            thing.attributes().containsKey(name)
                && request
                    .parameter("attributeValue")
                    .map(value -> value.equals(thing.attributes().get(name)))
                    .orElse(true))
        .orElse(true);
  }

  private ObjectNode summary(Thing thing) {
    ObjectNode summary = json();
    summary.put("thingName", thing.name());
    summary.put("thingArn", arn(thing));
    summary.put("version", thing.version());
    ObjectNode attributes = summary.putObject("attributes");
    thing.attributes().forEach(attributes::put);
    return summary;
  }

  private String arn(Thing thing) {
    return calls.arnPrefix() + THING + thing.name();
  }

  private static Map<String, String> attributes(JsonNode body) {
    Map<String, String> attributes = new HashMap<>();
    body.path("attributePayload")
        .path("attributes")
        .properties()
        .forEach(it -> attributes.put(it.getKey(), it.getValue().asString()));
    return attributes;
  }

  private static AwsFault unknown(AwsRequest request) {
    return AwsFault.unknownOperation("iot", request.method() + " " + request.path());
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }
}
