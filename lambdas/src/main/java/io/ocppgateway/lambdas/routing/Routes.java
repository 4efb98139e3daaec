package io.ocppgateway.lambdas.routing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.message.Action;
import io.ocppgateway.ocpp.message.Payloads;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The routing table: which actions are answered, and by what.
public final class Routes {

  private final List<Route<?, ?>> table;
  private final Map<Key, Route<?, ?>> byKey;

  private Routes(List<Route<?, ?>> table) {
    this.table = List.copyOf(table);
    byKey = table.stream().collect(toUnmodifiableMap(Key::of, Function.identity()));
  }

  /// A table of these lines.
  ///
  /// @throws IllegalStateException if two lines are of the same action and version
  public static Routes of(Route<?, ?>... lines) {
    return new Routes(List.of(lines));
  }

  /// Every action that is answered here, in the order of the table.
  public List<Action<?, ?>> actions() {
    return table.stream().<Action<?, ?>>map(Route::action).toList();
  }

  /// Compiles the schemas and the readers of every request ahead of the first.
  public void prime(Schemas schemas) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    for (Action<?, ?> action : actions()) {
      schemas.validate(action.version(), action.name(), Direction.REQUEST, nothing);
      Payloads.read(nothing, action.request());
    }
  }

  Optional<Route<?, ?>> find(OcppVersion version, String action) {
    return Optional.ofNullable(byKey.get(new Key(version, action)));
  }

  private record Key(OcppVersion version, String action) {
    static Key of(Route<?, ?> route) {
      return new Key(route.action().version(), route.action().name());
    }
  }
}
