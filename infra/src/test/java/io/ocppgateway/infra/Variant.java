package io.ocppgateway.infra;

import io.ocppgateway.infra.settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One way to set what changes the template's resources.
///
/// @param choices what is chosen of each [Axis]
record Variant(Map<Axis, Choice> choices) {

  private static final String CERTIFICATE =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:certificate-AbCdEf";
  private static final String AUTHORITIES =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:authorities-AbCdEf";

  /// Settings that are given together.
  ///
  /// @param inKnownAccount whether account and region are said beforehand
  record Choice(Map<Setting, Object> settings, boolean inKnownAccount) {

    private static Choice of() {
      return new Choice(Map.of(), false);
    }

    private static Choice of(Setting setting, Object value) {
      return new Choice(Map.of(setting, value), false);
    }

    private Choice placed() {
      return new Choice(settings, true);
    }

    private Choice and(Setting setting, Object value) {
      Map<Setting, Object> more = new LinkedHashMap<>(settings);
      more.put(setting, value);
      return new Choice(more, inKnownAccount);
    }
  }

  /// What is chosen independently of the others.
  enum Axis {
    SECURITY(security()),
    EGRESS(
        Choice.of(),
        Choice.of(Setting.EGRESS, "PUBLIC_IP"),
        Choice.of(Setting.EGRESS, "VPC_ENDPOINTS")),
    ARCHITECTURE(Choice.of(), Choice.of(Setting.ARCHITECTURE, "X86_64")),
    RETENTION(Choice.of(), Choice.of(Setting.RETAIN_DATA, true)),
    FLOW_LOGS(Choice.of(), Choice.of(Setting.FLOW_LOGS, false)),
    HEARTBEATS(Choice.of(), Choice.of(Setting.HEARTBEAT_RECORDS, false)),
    CONCURRENCY(Choice.of(), Choice.of(Setting.FUNCTION_CONCURRENCY, 20)),
    ALARMS(Choice.of(), Choice.of(Setting.ALARM_EMAIL, "cpo@example.com")),
    LOGS(Choice.of(), Choice.of(Setting.LOG_RETENTION_DAYS, 365)),
    TASKS(
        Choice.of(),
        Choice.of(Setting.TASK_CPU, 256).and(Setting.TASK_MEMORY, 512).and(Setting.MAX_TASKS, 4)),
    NAME(Choice.of(), Choice.of(Setting.STACK_NAME, "Second")),
    PLACE(Choice.of(), Choice.of().placed()),
    VALIDATION(Choice.of(), Choice.of(Setting.VALIDATION, "STRICT")),
    FUNCTION_LOGS(Choice.of(), Choice.of(Setting.FUNCTION_LOG_LEVEL, "DEBUG"));

    private final List<Choice> choices;

    Axis(Choice... choices) {
      this(List.of(choices));
    }

    Axis(List<Choice> choices) {
      this.choices = choices;
    }

    /// Where TLS ends, with each profile that goes with it.
    private static List<Choice> security() {
      Choice domain =
          Choice.of(Setting.DOMAIN_NAME, "example.com").and(Setting.HOSTED_ZONE_ID, "Z0123456789");
      Choice gateway =
          domain.and(Setting.TLS, "GATEWAY").and(Setting.CERTIFICATE_SECRET_ARN, CERTIFICATE);
      Choice authorities =
          gateway
              .and(Setting.CLIENT_AUTHORITIES_SECRET_ARN, AUTHORITIES)
              .and(Setting.CLIENT_ORGANIZATION, "Acme");
      return List.of(
          Choice.of(),
          Choice.of(Setting.SECURITY_PROFILE, 1),
          domain.and(Setting.TLS, "NONE"),
          domain.and(Setting.TLS, "NONE").and(Setting.SECURITY_PROFILE, 0),
          domain,
          // Its zone is looked up, in whichever account that is said.
          Choice.of(Setting.DOMAIN_NAME, "example.com").placed(),
          domain.and(Setting.SECURITY_PROFILE, 0),
          gateway.and(Setting.SECURITY_PROFILE, 0),
          gateway,
          gateway.and(Setting.SECURITY_PROFILE, 3),
          authorities.and(Setting.SECURITY_PROFILE, 3));
    }
  }

  /// Every two choices of two axes meet in one of these: all pairs, not all combinations, of which
  /// there are more than fifteen thousand.
  static List<Variant> allPairs() {
    Set<Pair> open = new LinkedHashSet<>();
    for (Axis one : Axis.values()) {
      for (Axis other : Axis.values()) {
        if (one.ordinal() < other.ordinal()) {
          one.choices.forEach(
              a -> other.choices.forEach(b -> open.add(new Pair(one, a, other, b))));
        }
      }
    }
    List<Variant> variants = new ArrayList<>();
    while (!open.isEmpty()) {
      Variant next = covering(open);
      open.removeIf(next::has);
      variants.add(next);
    }
    return variants;
  }

  private record Pair(Axis one, Choice ofOne, Axis other, Choice ofOther) {}

  /// Begins with a pair that is open, and chooses the rest so that as many as can be are met.
  private static Variant covering(Set<Pair> open) {
    Pair first = open.iterator().next();
    Map<Axis, Choice> chosen = new LinkedHashMap<>();
    chosen.put(first.one(), first.ofOne());
    chosen.put(first.other(), first.ofOther());
    for (Axis axis : Axis.values()) {
      if (!chosen.containsKey(axis)) {
        Choice best = axis.choices.getFirst();
        long most = -1;
        for (Choice choice : axis.choices) {
          chosen.put(axis, choice);
          Variant variant = new Variant(chosen);
          long met = open.stream().filter(variant::has).count();
          if (met > most) {
            most = met;
            best = choice;
          }
        }
        chosen.put(axis, best);
      }
    }
    return new Variant(Map.copyOf(chosen));
  }

  private boolean has(Pair pair) {
    return pair.ofOne().equals(choices.get(pair.one()))
        && pair.ofOther().equals(choices.get(pair.other()));
  }

  /// As the command line gives it.
  Map<String, Object> context() {
    return settings()
        .collect(Collectors.toMap(setting -> setting.getKey().key(), Map.Entry::getValue));
  }

  /// What the command's environment says.
  Map<String, String> environment() {
    return isInKnownAccount() ? Synthesized.DEPLOY_ENVIRONMENT : Map.of();
  }

  private boolean isInKnownAccount() {
    return choices.values().stream().anyMatch(Choice::inKnownAccount);
  }

  boolean sets(Setting setting, Object value) {
    return settings()
        .anyMatch(given -> given.getKey() == setting && given.getValue().equals(value));
  }

  private Stream<Map.Entry<Setting, Object>> settings() {
    return choices.values().stream().flatMap(choice -> choice.settings().entrySet().stream());
  }

  @Override
  public String toString() {
    String text =
        settings()
            .sorted(Map.Entry.comparingByKey())
            .map(setting -> setting.getKey().key() + "=" + setting.getValue())
            .collect(Collectors.joining(" "));
    return (text.isEmpty() ? "all defaults" : text)
        + (isInKnownAccount() ? " in a known account" : "");
  }
}
