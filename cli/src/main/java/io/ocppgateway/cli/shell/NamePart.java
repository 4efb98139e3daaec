package io.ocppgateway.cli.shell;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// A name as people type it: CloudFormation puts a stack before it and random letters after it.
public final class NamePart {

  private NamePart() {}

  /// The one that a name means: the one so called, else the only one that has it in its name.
  ///
  /// @param kind what is looked for, such as `table`
  /// @param names all there are
  /// @throws CommandFailure if it means none, or more than one
  public static String resolve(String kind, String name, Collection<String> names) {
    if (names.contains(name)) {
      return name;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> matching =
        names.stream().filter(each -> each.toLowerCase(Locale.ROOT).contains(wanted)).toList();
    if (matching.size() == 1) {
      return matching.getFirst();
    }
    if (matching.isEmpty()) {
      throw new CommandFailure(
          "no %s has '%s' in its name; there %s"
              .formatted(
                  kind,
                  name,
                  names.isEmpty() ? "are no " + kind + "s" : "are " + String.join(", ", names)));
    }
    throw new CommandFailure(
        "'%s' could be any of %s; give more of the name"
            .formatted(name, String.join(", ", matching)));
  }
}
