package io.ocppgateway.lambdas.fake;

import io.ocppgateway.lambdas.routing.Claim;
import io.ocppgateway.lambdas.routing.MessageKey;
import io.ocppgateway.lambdas.routing.ProcessedMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps answers in memory, forgets nothing by itself: like DynamoDB, whose TTL comes late.
public final class MemoryProcessedMessages implements ProcessedMessages {

  private record Entry(Claim.Granted claim, Instant expiresAt, Optional<String> frame) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private int writes;

  @Override
  public synchronized Claim claim(MessageKey key, Instant now, Instant expiresAt) {
    Entry entry = entries.get(key.value());
    if (entry != null && entry.expiresAt.isAfter(now)) {
      return entry.frame.<Claim>map(Claim.Answered::new).orElseGet(Claim.Taken::new);
    }
    Claim.Granted claim = new Claim.Granted("claim " + writes);
    put(key, new Entry(claim, expiresAt, Optional.empty()));
    return claim;
  }

  @Override
  public synchronized void answered(
      MessageKey key, Claim.Granted claim, String frame, Instant expiresAt) {
    if (isUnansweredOf(claim, key)) {
      put(key, new Entry(claim, expiresAt, Optional.of(frame)));
    }
  }

  @Override
  public synchronized void release(MessageKey key, Claim.Granted claim) {
    if (isUnansweredOf(claim, key)) {
      entries.remove(key.value());
    }
  }

  private boolean isUnansweredOf(Claim.Granted claim, MessageKey key) {
    Entry entry = entries.get(key.value());
    return entry != null && entry.claim.equals(claim) && entry.frame.isEmpty();
  }

  /// How often something was written.
  public synchronized int writes() {
    return writes;
  }

  private void put(MessageKey key, Entry entry) {
    entries.put(key.value(), entry);
    writes++;
  }
}
