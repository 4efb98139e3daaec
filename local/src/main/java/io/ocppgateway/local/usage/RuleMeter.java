package io.ocppgateway.local.usage;

import java.util.concurrent.atomic.LongAdder;

/// Counts what one rule does. Safe for every thread.
public final class RuleMeter {

  private final String name;
  private final LongAdder triggered = new LongAdder();
  private final LongAdder matched = new LongAdder();
  private final LongAdder actions = new LongAdder();
  private final LongAdder failures = new LongAdder();

  RuleMeter(String name) {
    this.name = name;
  }

  /// Its filter took a message's topic.
  public void triggered() {
    triggered.increment();
  }

  /// Its WHERE held for a message.
  public void matched() {
    matched.increment();
  }

  /// An action succeeded.
  public void actionDone() {
    actions.increment();
  }

  /// At least one action of a message failed.
  public void failed() {
    failures.increment();
  }

  /// What was counted.
  public RuleUsage usage() {
    return new RuleUsage(name, triggered.sum(), matched.sum(), actions.sum(), failures.sum());
  }
}
