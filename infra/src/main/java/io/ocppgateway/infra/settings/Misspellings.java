package io.ocppgateway.infra.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds keys of the context that were meant to be a setting: without this, `-c
/// heartbeatIntervall=60` would be passed over in silence.
///
/// The context holds keys of others: feature flags, what was looked up, a user's own. Only what is
/// nearly the name of a setting is refused.
final class Misspellings {

  private static final Set<String> KEYS =
      Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet());

  private Misspellings() {}

  /// Notes each of them as a fault.
  static void findIn(GivenValues values) {
    for (String key : values.keys()) {
      if (!KEYS.contains(key)) {
        meant(key)
            .ifPresent(setting ->
                values.contradiction(
                    "%s is no setting: is %s meant?".formatted(key, setting.key())));
      }
    }
  }

  /// The setting whose name is nearly this.
  private static Optional<Setting> meant(String key) {
    String plain = plain(key);
    return Arrays.stream(Setting.values())
        .filter(setting -> distance(plain, plain(setting.key())) <= tolerance(setting))
        .min((one, other) -> Integer.compare(distance(plain, one), distance(plain, other)));
  }

  /// Short names are near to too many others.
  private static int tolerance(Setting setting) {
    return setting.key().length() / 4;
  }

  private static int distance(String plain, Setting setting) {
    return distance(plain, plain(setting.key()));
  }

  /// In lower case, and without what some write between words.
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }

  /// Letters to add, leave out or replace, to get from one to the other (Levenshtein).
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + replaced,
                1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
