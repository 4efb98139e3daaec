package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What somebody asks AWS to do, as policies see it.
///
/// @param action for example `dynamodb:GetItem`
/// @param resource its ARN; `*` for an action that knows no resources
/// @param context the values of the condition keys that are known, by lower-case key
public record Call(String action, String resource, Map<String, List<String>> context) {

  /// The resource of actions that know none.
  public static final String NO_RESOURCE = "*";

  /// Copies the context.
  public Call {
    context = Map.copyOf(context);
  }

  /// A call of which nothing else is known.
  public Call(String action, String resource) {
    this(action, resource, Map.of());
  }

  /// A call of an action that knows no resources.
  public static Call of(String action) {
    return new Call(action, NO_RESOURCE);
  }

  /// The same call with one condition key more.
  ///
  /// @param key in any case
  public Call with(String key, String value) {
    return with(Map.of(key.toLowerCase(Locale.ROOT), List.of(value)));
  }

  /// The same call with more condition keys.
  ///
  /// @param others the values by lower-case key
  Call with(Map<String, List<String>> others) {
    if (context.isEmpty()) {
      return new Call(action, resource, others);
    }
    Map<String, List<String>> all = new HashMap<>(context);
    all.putAll(others);
    return new Call(action, resource, all);
  }

  /// The same call made by a service on behalf of a resource of this account.
  Call onBehalfOf(String sourceArn) {
    return with(ConditionKeys.SOURCE_ARN, sourceArn)
        .with(ConditionKeys.SOURCE_ACCOUNT, Surroundings.ACCOUNT);
  }

  /// The values of a condition key, none where it is not known.
  List<String> values(String key) {
    return context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
