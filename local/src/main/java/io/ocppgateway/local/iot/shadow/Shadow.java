package io.ocppgateway.local.iot.shadow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One shadow at one version. The nodes are never changed.
///
/// @param desired what is wished
/// @param reported what the thing says
/// @param desiredMetadata when each desired value was set
/// @param reportedMetadata when each reported value was set
/// @param version rises by one with each update, and goes on rising after a deletion
record Shadow(
    ObjectNode desired,
    ObjectNode reported,
    ObjectNode desiredMetadata,
    ObjectNode reportedMetadata,
    long version) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Before the first update, or after a deletion that left this version.
  static Shadow empty(long version) {
    return new Shadow(
        JSON.objectNode(), JSON.objectNode(), JSON.objectNode(), JSON.objectNode(), version);
  }

  /// The shadow after an update.
  ///
  /// @param timestamp seconds since 1970
  Shadow with(UpdateRequest request, long timestamp) {
    Section newDesired =
        new Section(desired, desiredMetadata).with(request.state().get("desired"), timestamp);
    Section newReported =
        new Section(reported, reportedMetadata).with(request.state().get("reported"), timestamp);
    return new Shadow(
        newDesired.state,
        newReported.state,
        newDesired.metadata,
        newReported.metadata,
        version + 1);
  }

  /// What is desired and not reported; empty if nothing.
  ObjectNode delta() {
    return Merge.difference(desired, reported);
  }

  /// `{"desired":…,"reported":…}`, each only where it holds something.
  ObjectNode state() {
    return sections(desired, reported);
  }

  /// The metadata of [#state].
  ObjectNode metadata() {
    return sections(desiredMetadata, reportedMetadata);
  }

  private static ObjectNode sections(ObjectNode desired, ObjectNode reported) {
    ObjectNode sections = JSON.objectNode();
    if (!desired.isEmpty()) {
      sections.set("desired", desired);
    }
    if (!reported.isEmpty()) {
      sections.set("reported", reported);
    }
    return sections;
  }

  private record Section(ObjectNode state, ObjectNode metadata) {

    /// @param change absent where the update does not speak of this section, null node where it
    ///   removes it
    Section with(@Nullable JsonNode change, long timestamp) {
      if (change == null) {
        return this;
      }
      if (!(change instanceof ObjectNode object)) {
        return new Section(JSON.objectNode(), JSON.objectNode());
      }
      Section changed = new Section(state.deepCopy(), metadata.deepCopy());
      Merge.apply(changed.state, changed.metadata, object, timestamp);
      return changed;
    }
  }
}
