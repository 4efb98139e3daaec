package io.ocppgateway.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads variables of the environment one by one, and collects what is wrong with them. An empty
/// one counts as not set.
final class Variables {

  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /// All that was wrong so far, a sentence each.
  List<String> faults() {
    return List.copyOf(faults);
  }

  void addFault(String fault) {
    faults.add(fault);
  }

  /// Null if it is not set.
  @Nullable String value(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// @param meaning of the variable, for the message
  String required(String name, String meaning) {
    String value = value(name);
    if (value == null) {
      faults.add("%s is not set; give it %s".formatted(name, meaning));
      return "";
    }
    return value;
  }

  int integer(String name, int otherwise, int least, int most) {
    String value = value(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    faults.add("%s is '%s'; allowed are %d to %d".formatted(name, value, least, most));
    return otherwise;
  }

  void oneOf(String name, Set<String> allowed) {
    String value = value(name);
    if (value != null && !allowed.contains(value)) {
      faults.add(
          "%s is '%s'; allowed are %s"
              .formatted(name, value, String.join(", ", allowed.stream().sorted().toList())));
    }
  }

  /// One of an enum's names.
  <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
    Map<String, E> byName =
        Arrays.stream(choices.getEnumConstants())
            .collect(Collectors.toMap(Enum::name, choice -> choice));
    oneOf(name, byName.keySet());
    return byName.getOrDefault(Objects.requireNonNullElse(value(name), ""), otherwise);
  }

  /// `true` or `false`.
  boolean flag(String name, boolean otherwise) {
    oneOf(name, Set.of("true", "false"));
    String value = value(name);
    return value == null ? otherwise : value.equals("true");
  }

  /// What a parser makes of it.
  ///
  /// @param parser throws an IllegalArgumentException that continues the sentence "NAME is …"
  /// @return null if it is not set or wrong
  <T> @Nullable T parsed(String name, Function<String, T> parser) {
    String value = value(name);
    try {
      return value == null ? null : parser.apply(value);
    } catch (IllegalArgumentException e) {
      faults.add(name + " is " + e.getMessage());
      return null;
    }
  }

  /// Null if it is not set.
  @Nullable Path file(String name) {
    String value = value(name);
    if (value == null) {
      return null;
    }
    Path file = Path.of(value);
    if (!Files.isReadable(file)) {
      faults.add("%s is '%s'; there is no such file that can be read".formatted(name, value));
    }
    return file;
  }
}
