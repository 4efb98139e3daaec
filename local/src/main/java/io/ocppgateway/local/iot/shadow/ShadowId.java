package io.ocppgateway.local.iot.shadow;

import io.ocppgateway.local.aws.AwsFault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which shadow: a thing's classic one, or one of its named ones.
///
/// @param thing the thing's name; it need not be registered
/// @param name the shadow's name, empty for the classic shadow
public record ShadowId(String thing, String name) {

  private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,64}");
  private static final Pattern TOPIC =
      Pattern.compile("\\$aws/things/([^/]+)/shadow(?:/name/([^/]+))?/(get|update|delete)");

  /// Checks the names.
  ///
  /// @throws AwsFault if a name is not allowed
  public ShadowId {
    if (!THING.matcher(thing).matches()) {
      throw invalid("thing name '%s' is not allowed; it must match %s".formatted(thing, THING));
    }
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      throw invalid("shadow name '%s' is not allowed; it must match %s".formatted(name, NAME));
    }
  }

  /// The topic of this shadow with this ending, for example `update/accepted`.
  String topic(String ending) {
    String shadow = name.isEmpty() ? "/shadow/" : "/shadow/name/" + name + "/";
    return "$aws/things/" + thing + shadow + ending;
  }

  /// How messages name this shadow.
  String label() {
    return name.isEmpty() ? thing : thing + "~" + name;
  }

  /// What a topic asks of which shadow, empty if it is no topic of a shadow's request.
  ///
  /// @throws AwsFault if a name is not allowed
  static Optional<Request> request(String topic) {
    Matcher matcher = TOPIC.matcher(topic);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(2) == null ? "" : matcher.group(2);
    return Optional.of(new Request(new ShadowId(matcher.group(1), name), matcher.group(3)));
  }

  private static AwsFault invalid(String message) {
    return new AwsFault(400, "InvalidRequestException", message);
  }

  /// @param operation `get`, `update` or `delete`
  record Request(ShadowId id, String operation) {}
}
