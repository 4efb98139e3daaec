package io.ocppgateway.local.iot.registry;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.iot.state.StateFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The registered things, kept in a file if there is one. Safe for use by many threads.
public final class Things implements ThingRegistry, AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
  private static final int MAX_ATTRIBUTES = 50;

  private final ConcurrentNavigableMap<String, Thing> byName = new ConcurrentSkipListMap<>();
  private final StateFile file;

  /// The things that are kept in a file.
  ///
  /// @param path `null` to keep them in memory only
  /// @throws IllegalStateException if the file cannot be read
  public Things(@Nullable Path path) {
    this.file = new StateFile(path, this::write);
    file.load().ifPresent(this::read);
  }

  @Override
  public Thing create(String name, Map<String, String> attributes) {
    if (!NAME.matcher(name).matches()) {
      throw new AwsFault(
          400,
          "InvalidRequestException",
          "thing name '%s' is not allowed; it must match %s".formatted(name, NAME));
    }
    Thing created = new Thing(name, UUID.randomUUID().toString(), checked(attributes), 1);
    Thing existing = byName.putIfAbsent(name, created);
    if (existing == null) {
      file.changed();
      return created;
    }
    if (!existing.attributes().equals(created.attributes())) {
      throw new AwsFault(
          409,
          "ResourceAlreadyExistsException",
          "Thing %s already exists in account with different attributes".formatted(name));
    }
    return existing;
  }

  @Override
  public Optional<Thing> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public List<Thing> all() {
    return List.copyOf(byName.values());
  }

  /// Things by name, from the one after the given name on.
  ///
  /// @param after empty to begin with the first
  public List<Thing> page(String after, int limit) {
    return byName.tailMap(after, false).values().stream().limit(limit).toList();
  }

  /// Changes a thing's attributes.
  ///
  /// @param merge whether attributes that are not named stay; then an empty value removes one
  /// @param expectedVersion refuses the change if the thing has another version
  /// @throws AwsFault if there is no such thing, or it has another version
  public Thing update(
      String name, Map<String, String> attributes, boolean merge, OptionalLong expectedVersion) {
    Thing updated =
        byName.computeIfPresent(
            name,
            (_, thing) -> {
              if (expectedVersion.isPresent() && expectedVersion.getAsLong() != thing.version()) {
                throw new AwsFault(
                    409,
                    "VersionConflictException",
                    "thing %s has version %d, expected was %d"
                        .formatted(name, thing.version(), expectedVersion.getAsLong()));
              }
              return new Thing(
                  name,
                  thing.id(),
                  checked(merge ? merged(thing.attributes(), attributes) : attributes),
                  thing.version() + 1);
            });
    if (updated == null) {
      throw notFound(name);
    }
    file.changed();
    return updated;
  }

  /// Deletes a thing; does nothing if there is none.
  public void delete(String name) {
    if (byName.remove(name) != null) {
      file.changed();
    }
  }

  /// What AWS answers for a thing that is not registered.
  public static AwsFault notFound(String name) {
    return new AwsFault(404, "ResourceNotFoundException", "Thing %s not found.".formatted(name));
  }

  /// Writes what is to be kept.
  @Override
  public void close() {
    file.close();
  }

  private static Map<String, String> merged(Map<String, String> old, Map<String, String> change) {
    Map<String, String> merged = new HashMap<>(old);
    merged.putAll(change);
    merged.values().removeIf(String::isEmpty);
    return merged;
  }

  private static Map<String, String> checked(Map<String, String> attributes) {
    if (attributes.size() > MAX_ATTRIBUTES) {
      throw new AwsFault(
          400,
          "InvalidRequestException",
          "%d attributes; allowed are %d".formatted(attributes.size(), MAX_ATTRIBUTES));
    }
    return attributes;
  }

  private JsonNode write() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Thing thing : byName.values()) {
      ObjectNode one = all.addObject();
      one.put("name", thing.name());
      one.put("id", thing.id());
      one.put("version", thing.version());
      ObjectNode attributes = one.putObject("attributes");
      thing.attributes().forEach(attributes::put);
    }
    return all;
  }

  private void read(JsonNode all) {
    for (JsonNode one : all) {
      Map<String, String> attributes = new HashMap<>();
      one.path("attributes")
          .properties()
          .forEach(it -> attributes.put(it.getKey(), it.getValue().asString()));
      String name = one.path("name").asString();
      byName.put(
          name,
          new Thing(name, one.path("id").asString(), attributes, one.path("version").asLong()));
    }
  }
}
