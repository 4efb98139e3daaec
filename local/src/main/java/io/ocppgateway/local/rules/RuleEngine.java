package io.ocppgateway.local.rules;

import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.rules.sql.RuleMessage;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.UsageMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic rules of a template at work.
///
/// Each message is evaluated on a virtual thread of its own for each rule that takes it; as in AWS
/// there is no order among messages, and a slow action delays nobody else. At most [#MOST_MESSAGES]
/// are under way; a further one is dropped, counted and told.
public final class RuleEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);

  /// Some seconds' worth at the greatest rate that a desk carries.
  static final int MOST_MESSAGES = 10_000;

  private static final int TELL_EACH = 1_000;
  private static final Duration LAST_ACTIONS = Duration.ofSeconds(2);

  private final List<RunningRule> rules;
  private final UsageMeter meter;
  private final Semaphore room = new Semaphore(MOST_MESSAGES);
  private final AtomicLong refused = new AtomicLong();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rule-", 0).factory());

  private RuleEngine(List<RunningRule> rules, UsageMeter meter) {
    this.rules = List.copyOf(rules);
    this.meter = meter;
  }

  /// Compiles the rules of a template; those that it disables are left out.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if a rule cannot be honoured here
  public static RuleEngine of(
      Template template, Surroundings surroundings, ActionTargets targets, UsageMeter meter) {
    RuleReader reader = new RuleReader(surroundings, new Roles(template), targets);
    return new RuleEngine(
        template.resources("AWS::IoT::TopicRule").stream()
            .filter(RuleEngine::isEnabled)
            .map(resource -> new RunningRule(reader.read(resource), targets, meter))
            .toList(),
        meter);
  }

  private static boolean isEnabled(Resource resource) {
    return !resource.properties().get("TopicRulePayload").flag("RuleDisabled");
  }

  /// Takes a message that a rule may want to the rules. Never blocks; a message that comes after
  /// [#close], or while too many are under way, is dropped.
  public void onPublish(Publish publish) {
    if (!isWanted(publish.topic())) {
      return;
    }
    if (!room.tryAcquire()) {
      refuse(publish);
      return;
    }
    try {
      threads.execute(() -> {
        try {
          evaluate(publish);
        } finally {
          room.release();
        }
      });
    } catch (RejectedExecutionException closed) {
      room.release();
      meter.dropped(DropReason.STACK_ENDED);
      LOG.atDebug().addKeyValue("topic", publish.topic()).log("A message came after the end");
    }
  }

  /// Most messages of a busy stack are answers, which no rule takes.
  private boolean isWanted(String topic) {
    return topic.startsWith(RuleMessage.BASIC_INGEST)
        || rules.stream().anyMatch(rule -> rule.takes(topic));
  }

  private void refuse(Publish publish) {
    meter.dropped(DropReason.RULES_FULL);
    if (refused.getAndIncrement() % TELL_EACH == 0) {
      LOG.atError()
          .addKeyValue("topic", publish.topic())
          .addKeyValue("limit", MOST_MESSAGES)
          .addKeyValue("dropped", refused)
          .log("Messages are lost: too many wait for the rules");
    }
  }

  private void evaluate(Publish publish) {
    RuleMessage message = RuleMessage.of(publish);
    List<RunningRule> takers = rules.stream().filter(rule -> rule.takes(message)).toList();
    if (takers.isEmpty() && !message.basicIngestRule().isEmpty()) {
      meter.dropped(DropReason.NO_SUCH_RULE);
      LOG.atWarn()
          .addKeyValue("rule", message.basicIngestRule())
          .addKeyValue("rules", rules.stream().map(RunningRule::name).toList())
          .log("A message by Basic Ingest is lost: there is no such rule, or it is disabled");
    }
    List<CompletableFuture<Void>> others =
        takers.stream().skip(1).map(rule -> start(rule, message)).toList();
    if (!takers.isEmpty()) {
      takers.getFirst().run(message);
    }
    others.forEach(CompletableFuture::join);
  }

  private CompletableFuture<Void> start(RunningRule rule, RuleMessage message) {
    try {
      return CompletableFuture.runAsync(() -> rule.run(message), threads);
    } catch (RejectedExecutionException closed) {
      meter.dropped(DropReason.STACK_ENDED);
      return CompletableFuture.completedFuture(null);
    }
  }

  /// The logical ids of the rules, in the template's order.
  public List<String> logicalIds() {
    return rules.stream().map(RunningRule::logicalId).toList();
  }

  /// Takes no more messages and gives the actions under way a moment to end.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_ACTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
