package io.ocppgateway.local.rules.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What `cast(… AS type)` can make.
enum SqlType {
  INT,
  DECIMAL,
  STRING,
  BOOLEAN;

  static Optional<SqlType> of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "INTEGER" -> Optional.of(INT);
      case "BOOL" -> Optional.of(BOOLEAN);
      case String upper ->
          Arrays.stream(values()).filter(type -> type.name().equals(upper)).findFirst();
    };
  }
}
