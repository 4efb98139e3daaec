package io.ocppgateway.infra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Maps that keep the order of their entries. `Map.of` and `Map.copyOf` order them anew in each
/// process, and the template would be another each time that nothing has changed.
final class InOrder {

  private InOrder() {}

  /// A map of these entries in this order.
  @SafeVarargs
  static <V> Map<String, V> of(Map.Entry<String, V>... entries) {
    Map<String, V> map = new LinkedHashMap<>();
    for (Map.Entry<String, V> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(map);
  }

  /// A copy in the order of the original.
  static <V> Map<String, V> copyOf(Map<String, V> original) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(original));
  }
}
