package io.ocppgateway.infra.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was given for settings, and the faults found in it so far, so that all are reported at
/// once: who reads a value that cannot be used gets its default, and goes on.
final class GivenValues {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Map<String, ?> context;
  private final List<String> faults = new ArrayList<>();

  GivenValues(Map<String, ?> context) {
    this.context = context;
  }

  /// Every key of the context, those of others among them.
  Iterable<String> keys() {
    return context.keySet();
  }

  /// The value as it was given; null if it was not, or is blank.
  ///
  /// The command line gives strings, `cdk.json` may give numbers and booleans: all read alike.
  @Nullable String text(Setting setting) {
    Object value = context.get(setting.key());
    return value == null ? null : blankAsNull(value.toString());
  }

  boolean isGiven(Setting setting) {
    return text(setting) != null;
  }

  /// The value, null if there is none or it does not match.
  @Nullable String text(Setting setting, Pattern allowed, String allowedInWords) {
    return text(setting.key(), text(setting), allowed, allowedInWords);
  }

  /// The same for what is given in another way.
  @Nullable String text(
      String name, @Nullable String value, Pattern allowed, String allowedInWords) {
    String given = blankAsNull(value);
    if (given == null || allowed.matcher(given).matches()) {
      return given;
    }
    fault(name, given, allowedInWords);
    return null;
  }

  /// A whole number within bounds, else the setting's default.
  ///
  /// @param allowedInWords a format for the two bounds
  int number(Setting setting, int least, int most, String allowedInWords) {
    Integer number = numberIfGiven(setting, least, most, allowedInWords);
    return number == null ? Integer.parseInt(setting.standard()) : number;
  }

  /// A whole number within bounds; null if none is given.
  @Nullable Integer numberIfGiven(Setting setting, int least, int most, String allowedInWords) {
    String given = text(setting);
    if (given == null) {
      return null;
    }
    int value = WHOLE_NUMBER.matcher(given).matches() ? Integer.parseInt(given) : -1;
    if (value < least || value > most) {
      fault(setting, given, allowedInWords.formatted(least, most));
      return null;
    }
    return value;
  }

  /// A whole number out of a list, else the setting's default.
  int number(Setting setting, List<Integer> allowed) {
    String given = text(setting);
    if (given == null) {
      return Integer.parseInt(setting.standard());
    }
    for (int value : allowed) {
      if (given.equals(Integer.toString(value))) {
        return value;
      }
    }
    fault(setting, given, oneOf(allowed));
    return Integer.parseInt(setting.standard());
  }

  /// Whether it is `true`.
  boolean flag(Setting setting) {
    String given = text(setting);
    String value = given == null ? setting.standard() : given;
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        fault(setting, value, "true or false");
        yield Boolean.parseBoolean(setting.standard());
      }
    };
  }

  /// The constant of that name, in whatever case; null if none is given, or there is no such.
  <E extends Enum<E>> @Nullable E choice(Setting setting, E[] allowed) {
    String given = text(setting);
    if (given == null) {
      return null;
    }
    for (E value : allowed) {
      if (value.name().equalsIgnoreCase(given)) {
        return value;
      }
    }
    fault(setting, given, oneOf(Arrays.asList(allowed)));
    return null;
  }

  /// The same, else a default.
  <E extends Enum<E>> E choice(Setting setting, E[] allowed, E standard) {
    E choice = choice(setting, allowed);
    return choice == null ? standard : choice;
  }

  /// Notes that a value cannot be used.
  void fault(Setting setting, String value, String allowed) {
    fault(setting.key(), value, allowed);
  }

  /// Notes what is wrong with values that are each allowed.
  void contradiction(String fault) {
    faults.add(fault);
  }

  /// @throws InvalidSettingsException if there was any fault
  void throwIfFaulty() {
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
  }

  /// `1, 2 or 3`.
  static String oneOf(List<?> allowed) {
    String but =
        allowed.stream()
            .limit(Math.max(0, allowed.size() - 1L))
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return but.isEmpty() ? String.valueOf(allowed.getLast()) : but + " or " + allowed.getLast();
  }

  private void fault(String name, String value, String allowed) {
    faults.add("%s is '%s', but must be %s".formatted(name, value, allowed));
  }

  private static @Nullable String blankAsNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
