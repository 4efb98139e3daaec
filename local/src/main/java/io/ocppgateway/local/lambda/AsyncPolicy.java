package io.ocppgateway.local.lambda;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TemplateValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How often an asynchronous invocation is tried, and what follows when it failed for good.
///
/// @param retryAttempts further attempts after the first
/// @param maxEventAge after which an event is not tried any more
/// @param onFailureQueueArn gets a record of the failed invocation; `null` where nobody does
/// @param deadLetterQueueArn gets the event as it was; `null` where nobody does
/// @see "AWS Lambda developer guide, Asynchronous invocation"
record AsyncPolicy(
    int retryAttempts,
    Duration maxEventAge,
    @Nullable String onFailureQueueArn,
    @Nullable String deadLetterQueueArn) {

  /// What Lambda does without configuration.
  static final AsyncPolicy DEFAULT = new AsyncPolicy(2, Duration.ofHours(6), null, null);

  private static final List<Duration> DELAYS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  /// How long to wait before the next attempt after so many.
  Optional<Duration> delayAfter(int attempts) {
    return attempts > retryAttempts
        ? Optional.empty()
        : Optional.of(DELAYS.get(Math.min(attempts, DELAYS.size()) - 1));
  }

  /// The policy of a function, of whichever version or alias it is configured.
  ///
  /// @param isQueue whether an ARN is that of a queue that runs here
  /// @throws TemplateException if a destination is of a kind that is not here
  static AsyncPolicy of(Template template, Resource function, Predicate<String> isQueue) {
    return template.resources("AWS::Lambda::EventInvokeConfig").stream()
        .map(Resource::properties)
        .filter(config -> config.get("FunctionName").text().equals(function.physicalName()))
        .findFirst()
        .map(config -> read(config, isQueue))
        .orElse(DEFAULT)
        .withDeadLetters(function, isQueue);
  }

  private AsyncPolicy withDeadLetters(Resource function, Predicate<String> isQueue) {
    return function
        .properties()
        .find("DeadLetterConfig")
        .map(config -> queue(config.get("TargetArn"), isQueue))
        .map(arn -> new AsyncPolicy(retryAttempts, maxEventAge, onFailureQueueArn, arn))
        .orElse(this);
  }

  private static AsyncPolicy read(TemplateValue config, Predicate<String> isQueue) {
    Optional<TemplateValue> destinations = config.find("DestinationConfig");
    destinations
        .flatMap(value -> value.find("OnSuccess"))
        .ifPresent(onSuccess -> {
          throw onSuccess.fault("destinations of successful invocations cannot run here");
        });
    String queueArn =
        destinations
            .flatMap(value -> value.find("OnFailure"))
            .map(onFailure -> queue(onFailure.get("Destination"), isQueue))
            .orElse(null);
    return new AsyncPolicy(
        (int) config.numberOr("MaximumRetryAttempts", DEFAULT.retryAttempts()),
        Duration.ofSeconds(
            config.numberOr("MaximumEventAgeInSeconds", DEFAULT.maxEventAge().toSeconds())),
        queueArn,
        null);
  }

  private static String queue(TemplateValue destination, Predicate<String> isQueue) {
    String arn = destination.text();
    if (!isQueue.test(arn)) {
      throw destination.fault(
          "%s is no queue of this template; only those can be destinations here".formatted(arn));
    }
    return arn;
  }
}
