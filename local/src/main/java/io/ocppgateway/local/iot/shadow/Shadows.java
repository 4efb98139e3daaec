package io.ocppgateway.local.iot.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.state.StateFile;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// All shadows. Each operation answers its document and publishes it on the shadow's topics, by
/// whichever way it was asked.
///
/// Operations are called on the broker's event loop.
///
/// @see "AWS IoT Core developer guide: device shadow service"
public final class Shadows implements AutoCloseable {

  /// The largest state, in bytes of JSON without metadata.
  public static final int MAX_STATE_BYTES = 8 * 1024;

  /// What the topics of all shadows start with.
  public static final String TOPICS = "$aws/things/";

  /// Operations are counted for the data plane, also those that are asked for over MQTT.
  private static final String SERVICE = "iotdata";

  private final Clock clock;
  private final Consumer<Publish> publish;
  private final UsageMeter meter;
  private final Map<ShadowId, Shadow> shadows = new ConcurrentHashMap<>();
  private final Map<ShadowId, Long> deletedVersions = new ConcurrentHashMap<>();
  private final StateFile file;

  /// The shadows that are kept in a file.
  ///
  /// @param publish publishes as the cloud
  /// @param path `null` to keep them in memory only
  /// @throws IllegalStateException if the file cannot be read
  public Shadows(Clock clock, Consumer<Publish> publish, UsageMeter meter, @Nullable Path path) {
    this.clock = clock;
    this.publish = publish;
    this.meter = meter;
    this.file = new StateFile(path, () -> ShadowState.write(shadows));
    file.load().ifPresent(state -> shadows.putAll(ShadowState.read(state)));
  }

  /// Answers a shadow's document.
  ///
  /// @param payload may hold a client token
  /// @throws AwsFault if there is no such shadow
  public Buffer get(ShadowId id, Buffer payload) {
    meter.requested(SERVICE, "GetThingShadow");
    Shadow shadow = find(id);
    return tell(
        id,
        "get/accepted",
        ShadowDocuments.get(shadow, seconds(), UpdateRequest.clientToken(payload)));
  }

  /// Merges a change into a shadow, which comes to be if it did not exist.
  ///
  /// @throws AwsFault if the payload is no request, too large, or meant for another version
  public Buffer update(ShadowId id, Buffer payload) {
    meter.requested(SERVICE, "UpdateThingShadow");
    UpdateRequest request = UpdateRequest.parse(payload);
    Shadow previous = shadows.get(id);
    if (previous == null) {
      previous = Shadow.empty(deletedVersions.getOrDefault(id, 0L));
    }
    OptionalLong expected = request.expectedVersion();
    if (expected.isPresent() && expected.getAsLong() != previous.version()) {
      throw new AwsFault(409, "ConflictException", "Version conflict");
    }
    long now = seconds();
    Shadow current = previous.with(request, now);
    if (current.state().toString().getBytes(UTF_8).length > MAX_STATE_BYTES) {
      throw new AwsFault(
          413, "RequestEntityTooLargeException", "The payload exceeds the maximum size allowed");
    }
    shadows.put(id, current);
    deletedVersions.remove(id);
    file.changed();
    Optional<String> token = request.clientToken();
    Buffer answer = tell(id, "update/accepted", ShadowDocuments.accepted(current, request, now));
    ObjectNode delta = current.delta();
    if (!delta.isEmpty()) {
      tell(id, "update/delta", ShadowDocuments.delta(current, delta, now, token));
    }
    tell(id, "update/documents", ShadowDocuments.documents(previous, current, now, token));
    return answer;
  }

  /// Deletes a shadow.
  ///
  /// @param payload may hold a client token
  /// @throws AwsFault if there is no such shadow
  public Buffer delete(ShadowId id, Buffer payload) {
    meter.requested(SERVICE, "DeleteThingShadow");
    Shadow shadow = find(id);
    Optional<String> token = UpdateRequest.clientToken(payload);
    shadows.remove(id);
    deletedVersions.put(id, shadow.version());
    file.changed();
    return tell(id, "delete/accepted", ShadowDocuments.deleted(shadow.version(), seconds(), token));
  }

  /// The names of a thing's named shadows, sorted.
  public List<String> names(String thing) {
    return shadows.keySet().stream()
        .filter(id -> id.thing().equals(thing) && !id.name().isEmpty())
        .map(ShadowId::name)
        .sorted()
        .toList();
  }

  /// Answers a request that came as a publish on a shadow's topic; any other message is let pass.
  public void onPublish(Publish message) {
    try {
      ShadowId.request(message.topic()).ifPresent(request -> answer(request, message.payload()));
    } catch (AwsFault fault) {
      reject(message, fault);
    }
  }

  /// Writes what is to be kept.
  @Override
  public void close() {
    file.close();
  }

  private void answer(ShadowId.Request request, Buffer payload) {
    switch (request.operation()) {
      case "get" -> get(request.id(), payload);
      case "update" -> update(request.id(), payload);
      case "delete" -> delete(request.id(), payload);
      default -> throw new IllegalStateException("shadow operation " + request.operation());
    }
  }

  private void reject(Publish message, AwsFault fault) {
    Optional<String> token;
    try {
      token = UpdateRequest.clientToken(message.payload());
    } catch (AwsFault _) {
      token = Optional.empty();
    }
    ObjectNode document = ShadowDocuments.rejected(fault.status(), fault.text(), seconds(), token);
    publish.accept(
        Publish.of(
            message.topic() + "/rejected",
            Buffer.buffer(document.toString()),
            1,
            Principal.Service.IOT,
            clock.instant()));
  }

  private Shadow find(ShadowId id) {
    Shadow shadow = shadows.get(id);
    if (shadow == null) {
      throw new AwsFault(
          404,
          "ResourceNotFoundException",
          "No shadow exists with name: '%s'".formatted(id.label()));
    }
    return shadow;
  }

  private Buffer tell(ShadowId id, String ending, ObjectNode document) {
    Buffer payload = Buffer.buffer(document.toString());
    publish.accept(
        Publish.of(id.topic(ending), payload, 1, Principal.Service.IOT, clock.instant()));
    return payload;
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }
}
