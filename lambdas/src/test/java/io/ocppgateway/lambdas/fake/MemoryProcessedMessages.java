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

  private record Entry(Instant expiresAt, Optional<String> frame) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private int writes;

  @Override
  public synchronized Claim claim(MessageKey key, Instant now, Instant expiresAt) {
    Entry entry = entries.get(key.value());
    if (entry != null && entry.expiresAt.isAfter(now)) {
      return entry.frame.<Claim>map(Claim.Answered::new).orElseGet(Claim.Taken::new);
    }
    put(key, new Entry(expiresAt, Optional.empty()));
    return new Claim.Granted();
  }

  @Override
  public synchronized void answered(MessageKey key, String frame, Instant expiresAt) {
    put(key, new Entry(expiresAt, Optional.of(frame)));
  }

  @Override
  public synchronized void release(MessageKey key) {
    entries.remove(key.value());
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
