package io.ocppgateway.lambdas.fake;

import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shadows that merge as AWS IoT Core's do.
public final class MemoryShadows implements Shadows {

  private static final int MAX_BYTES = 8 * 1024;

  private record Key(String thingName, Shadow shadow) {}

  private final Map<Key, ObjectNode> documents = new ConcurrentHashMap<>();
  private volatile boolean broken;

  @Override
  public ObjectNode reported(ChargePointId chargePointId, Shadow shadow) {
    if (broken) {
      throw new IllegalStateException("the shadow service is out of order");
    }
    return documents
        .getOrDefault(
            new Key(chargePointId.thingName(), shadow), JsonNodeFactory.instance.objectNode())
        .deepCopy();
  }

  @Override
  public boolean report(ChargePointId chargePointId, Shadow shadow, ObjectNode changes) {
    ObjectNode document = reported(chargePointId, shadow);
    merge(document, changes);
    if (document.toString().length() > MAX_BYTES) {
      return false;
    }
    documents.put(new Key(chargePointId.thingName(), shadow), document);
    return true;
  }

  /// From now on nothing works, or all does again.
  public void broken(boolean broken) {
    this.broken = broken;
  }

  private static void merge(ObjectNode document, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        document.remove(change.getKey());
      } else if (change.getValue() instanceof ObjectNode inner) {
        ObjectNode present =
            document.get(change.getKey()) instanceof ObjectNode object
                ? object
                : document.putObject(change.getKey());
        merge(present, inner);
      } else {
        document.set(change.getKey(), change.getValue());
      }
    }
  }
}
