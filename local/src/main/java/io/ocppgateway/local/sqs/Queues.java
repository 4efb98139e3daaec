package io.ocppgateway.local.sqs;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The queues of a template. Safe for every thread.
public final class Queues {

  private static final long DEFAULT_VISIBILITY_SECONDS = 30;

  private final Map<String, Queue> byName;
  private final Surroundings surroundings;

  private Queues(Map<String, Queue> byName, Surroundings surroundings) {
    this.byName = byName;
    this.surroundings = surroundings;
  }

  /// Empty queues, as many as the template has.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if one is of a kind that is not here
  public static Queues of(Template template, Surroundings surroundings, Clock clock) {
    Map<String, Queue> queues = new LinkedHashMap<>();
    for (Resource resource : template.resources("AWS::SQS::Queue")) {
      if (resource.properties().flag("FifoQueue")) {
        throw resource.properties().fault("FIFO queues cannot run here");
      }
      long visibility =
          resource.properties().numberOr("VisibilityTimeout", DEFAULT_VISIBILITY_SECONDS);
      String name = resource.physicalName();
      queues.put(name, new Queue(name, Duration.ofSeconds(visibility), clock));
    }
    return new Queues(queues, surroundings);
  }

  /// The names of all queues, in the template's order.
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /// Whether there is a queue with this URL or ARN.
  public boolean contains(String urlOrArn) {
    return find(urlOrArn).isPresent();
  }

  /// Sends a message.
  ///
  /// @param urlOrArn which queue
  /// @throws IllegalStateException if there is no such queue, or it is full
  public void send(String urlOrArn, String body) {
    find(urlOrArn)
        .orElseThrow(() -> new IllegalStateException("there is no queue " + urlOrArn))
        .send(body);
  }

  /// The bodies of all messages of a queue, the oldest first; they stay in it. Empty if there is no
  /// such queue.
  public List<String> bodies(String name) {
    return Optional.ofNullable(byName.get(name)).stream()
        .flatMap(queue -> queue.peek().stream())
        .map(Message::body)
        .toList();
  }

  Collection<Queue> all() {
    return byName.values();
  }

  String url(Queue queue) {
    return "%s/%s/%s".formatted(surroundings.awsEndpoint(), Surroundings.ACCOUNT, queue.name());
  }

  /// The ARN of the queue of this URL, ARN or name, whether there is one or not.
  public String arn(String urlOrArn) {
    return surroundings.arn("sqs", nameOf(urlOrArn));
  }

  private static String nameOf(String urlOrArn) {
    return urlOrArn.substring(Math.max(urlOrArn.lastIndexOf('/'), urlOrArn.lastIndexOf(':')) + 1);
  }

  /// The queue of this URL, whatever host it names, or of this ARN or name.
  Optional<Queue> find(String urlOrArn) {
    return Optional.ofNullable(byName.get(nameOf(urlOrArn)));
  }
}
