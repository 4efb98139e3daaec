package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The queue in front of asynchronously invoked functions: attempts, retries, destinations.
///
/// Holds at most [#MOST_EVENTS] events; a further one is refused, which a rule's error action tells
/// of.
final class AsyncInvocations implements AutoCloseable {

  static final int MOST_EVENTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(AsyncInvocations.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Destinations destinations;
  private final Clock clock;
  private final UsageMeter meter;
  private final Later later;
  private final Semaphore room = new Semaphore(MOST_EVENTS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lambda-async-", 0).factory());

  /// An empty queue.
  ///
  /// @param destinations take the events on which functions failed
  AsyncInvocations(Destinations destinations, Clock clock, UsageMeter meter) {
    this(
        destinations,
        clock,
        meter,
        (delay, task) ->
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task));
  }

  AsyncInvocations(Destinations destinations, Clock clock, UsageMeter meter, Later later) {
    this.destinations = destinations;
    this.clock = clock;
    this.meter = meter;
    this.later = later;
  }

  /// Runs a task after a while.
  interface Later {
    void run(Duration delay, Runnable task);
  }

  /// Accepts an event and returns.
  ///
  /// @throws IllegalStateException if too many events wait
  void submit(LambdaFunction function, AsyncPolicy policy, byte[] event) {
    if (!room.tryAcquire()) {
      function.meter().throttled();
      throw new IllegalStateException(
          "%d events wait for functions already; %s takes no more"
              .formatted(MOST_EVENTS, function.spec().name()));
    }
    Pending pending =
        new Pending(
            function, policy, Buffer.buffer(event), UUID.randomUUID().toString(), clock.instant());
    start(pending, 1);
  }

  private void start(Pending pending, int attempts) {
    try {
      threads.execute(() -> attempt(pending, attempts));
    } catch (RejectedExecutionException closed) {
      meter.dropped(DropReason.STACK_ENDED);
      LOG.atDebug()
          .addKeyValue("requestId", pending.requestId())
          .log("An event came after the end");
    }
  }

  private void attempt(Pending pending, int attempts) {
    boolean done = true;
    try {
      Outcome outcome = pending.function().invoke(pending.event().getBytes(), pending.requestId());
      done =
          switch (outcome) {
            case Outcome.Returned _ -> true;
            case Outcome.Failed failed -> !isTriedAgain(pending, attempts, failed);
          };
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      if (done) {
        room.release();
      }
    }
  }

  private boolean isTriedAgain(Pending pending, int attempts, Outcome.Failed failed) {
    Optional<Duration> delay = pending.policy().delayAfter(attempts);
    if (delay.isEmpty()) {
      giveUp(pending, attempts, failed, "RetriesExhausted");
      return false;
    }
    Instant next = clock.instant().plus(delay.get());
    if (next.isAfter(pending.acceptedAt().plus(pending.policy().maxEventAge()))) {
      giveUp(pending, attempts, failed, "EventAgeExceeded");
      return false;
    }
    later.run(delay.get(), () -> start(pending, attempts + 1));
    return true;
  }

  private void giveUp(Pending pending, int attempts, Outcome.Failed failed, String condition) {
    String record = record(pending, attempts, failed, condition).toString();
    boolean isRecorded = isSent(pending, pending.policy().onFailureQueueArn(), record);
    boolean isKept =
        isSent(pending, pending.policy().deadLetterQueueArn(), pending.event().toString());
    if (!isRecorded && !isKept) {
      meter.dropped(DropReason.FUNCTION_FAILED);
      LOG.atWarn()
          .addKeyValue("function", pending.function().spec().logicalId())
          .addKeyValue("condition", condition)
          .log("An event is lost: the function failed, and no queue has taken it");
    }
  }

  /// @param queueArn `null` where there is none
  private boolean isSent(Pending pending, @Nullable String queueArn, String body) {
    if (queueArn == null) {
      return false;
    }
    try {
      destinations.send(pending.function().principal(), queueArn, body);
      return true;
    } catch (IllegalStateException | AwsFault fullOrNotAllowed) {
      LOG.atError()
          .setCause(fullOrNotAllowed)
          .addKeyValue("function", pending.function().spec().logicalId())
          .addKeyValue("queue", queueArn)
          .log("A queue does not take what a function has failed on");
      return false;
    }
  }

  private ObjectNode record(
      Pending pending, int attempts, Outcome.Failed failed, String condition) {
    ObjectNode record =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "1.0")
            .put("timestamp", clock.instant().toString());
    record
        .putObject("requestContext")
        .put("requestId", pending.requestId())
        .put("functionArn", pending.function().spec().arn())
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    record.set("requestPayload", json(pending.event()));
    record
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "1")
        .put("functionError", "Unhandled");
    record.set("responsePayload", json(failed.payload()));
    return record;
  }

  private static JsonNode json(Buffer bytes) {
    try {
      return JSON.readTree(bytes.getBytes());
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.stringNode(bytes.toString());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Pending(
      LambdaFunction function,
      AsyncPolicy policy,
      Buffer event,
      String requestId,
      Instant acceptedAt) {}
}
