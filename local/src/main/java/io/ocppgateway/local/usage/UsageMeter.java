package io.ocppgateway.local.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// The one meter of a running stack. Counts for as long as the process lives. Safe for every
/// thread.
public final class UsageMeter {

  private final Clock clock;
  private final Instant since;
  private final LongAdder connects = new LongAdder();
  private final LongAdder open = new LongAdder();

  /// The end times of all ended connections, less the start times of all.
  private final LongAdder connectedMillis = new LongAdder();

  private final LongAdder subscribes = new LongAdder();
  private final LongAdder acknowledgements = new LongAdder();
  private final ConcurrentMap<TopicGroup, TrafficMeter> published = new ConcurrentHashMap<>();
  private final ConcurrentMap<TopicGroup, TrafficMeter> delivered = new ConcurrentHashMap<>();
  private final List<RuleMeter> rules = new CopyOnWriteArrayList<>();
  private final List<FunctionMeter> functions = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, LongAdder> operations = new ConcurrentHashMap<>();
  private final ConcurrentMap<DropReason, LongAdder> dropped = new ConcurrentHashMap<>();

  /// A meter that begins to count now.
  public UsageMeter(Clock clock) {
    this.clock = clock;
    since = clock.instant();
  }

  /// An MQTT client connected.
  public void connected() {
    connects.increment();
    open.increment();
    connectedMillis.add(-clock.millis());
  }

  /// A connection ended.
  public void disconnected() {
    open.decrement();
    connectedMillis.add(clock.millis());
  }

  /// A subscription was granted.
  public void subscribed() {
    subscribes.increment();
  }

  /// A client acknowledged a message.
  public void acknowledged() {
    acknowledgements.increment();
  }

  /// IoT Core accepted a message.
  public void published(String topic, int payloadBytes) {
    of(TopicGroup.of(topic), published).count(payloadBytes);
  }

  /// A message was sent to a subscriber.
  public void delivered(String topic, int payloadBytes) {
    of(TopicGroup.of(topic), delivered).count(payloadBytes);
  }

  private static TrafficMeter of(
      TopicGroup topics, ConcurrentMap<TopicGroup, TrafficMeter> meters) {
    return meters.computeIfAbsent(topics, _ -> new TrafficMeter());
  }

  /// A meter for a rule of this name.
  public RuleMeter rule(String name) {
    RuleMeter rule = new RuleMeter(name);
    rules.add(rule);
    return rule;
  }

  /// A meter for a function.
  public FunctionMeter function(String logicalId, String name) {
    FunctionMeter function = new FunctionMeter(logicalId, name);
    functions.add(function);
    return function;
  }

  /// A service was asked for an operation.
  ///
  /// @param service as IAM spells it: `dynamodb`, `iot`
  /// @param operation as the service's API spells it: `PutItem`
  public void requested(String service, String operation) {
    operations.computeIfAbsent(service + ":" + operation, _ -> new LongAdder()).increment();
  }

  /// A message was dropped.
  public void dropped(DropReason reason) {
    dropped(reason, 1);
  }

  /// Messages were dropped.
  public void dropped(DropReason reason, int count) {
    if (count > 0) {
      dropped.computeIfAbsent(reason, _ -> new LongAdder()).add(count);
    }
  }

  /// What was counted until now.
  public Usage usage() {
    Instant now = clock.instant();
    return new Usage(
        since,
        now,
        connections(now),
        topics(),
        rules.stream().map(RuleMeter::usage).toList(),
        functions.stream().map(FunctionMeter::usage).toList(),
        sums(operations, new TreeMap<>()),
        sums(dropped, new TreeMap<>()));
  }

  private Connections connections(Instant now) {
    long openNow = open.sum();
    Duration lasted = Duration.ofMillis(connectedMillis.sum() + openNow * now.toEpochMilli());
    return new Connections(
        connects.sum(),
        openNow,
        Math.ceilDiv(lasted.toSeconds(), Duration.ofMinutes(1).toSeconds()),
        subscribes.sum(),
        acknowledgements.sum());
  }

  private SortedMap<TopicGroup, TopicTraffic> topics() {
    SortedMap<TopicGroup, TopicTraffic> topics = new TreeMap<>();
    for (TopicGroup group : TopicGroup.values()) {
      topics.put(
          group, new TopicTraffic(of(group, published).traffic(), of(group, delivered).traffic()));
    }
    return topics;
  }

  private static <K> SortedMap<K, Long> sums(Map<K, LongAdder> counts, SortedMap<K, Long> sums) {
    counts.forEach((key, count) -> sums.put(key, count.sum()));
    return sums;
  }
}
