package io.ocppgateway.local.iot.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The things that are registered. Safe for use by many threads.
public interface ThingRegistry {

  /// Registers a thing; one that exists with the same attributes is returned as it is.
  ///
  /// @throws io.ocppgateway.local.aws.AwsFault if the name is not allowed, or the thing exists with
  ///   other attributes
  Thing create(String name, Map<String, String> attributes);

  /// The thing of this name.
  Optional<Thing> find(String name);

  /// All things by name.
  List<Thing> all();
}
