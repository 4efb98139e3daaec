package io.ocppgateway.local.rules.sql;

/// Which topics a rule takes: levels, `+` for one level, `#` for all that follow.
///
/// Wildcards at the start do not reach topics that begin with `$`.
record TopicFilter(String text) {

  boolean matches(String topic) {
    String[] pattern = text.split("/", -1);
    String[] levels = topic.split("/", -1);
    if (topic.startsWith("$") && !pattern[0].equals(levels[0])) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i].equals("#")) {
        return true;
      }
      if (i >= levels.length || !(pattern[i].equals("+") || pattern[i].equals(levels[i]))) {
        return false;
      }
    }
    return pattern.length == levels.length;
  }
}
