package io.ocppgateway.local.iot.registry;

import java.util.Map;

/// A registered thing.
///
/// @param name `[a-zA-Z0-9:_-]`, at most 128 characters
/// @param id its identifier, never reused
/// @param attributes what was said about it at registration
/// @param version rises by one with each update
public record Thing(String name, String id, Map<String, String> attributes, long version) {

  /// Copies the attributes.
  public Thing {
    attributes = Map.copyOf(attributes);
  }
}
