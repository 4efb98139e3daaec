package io.ocppgateway.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.aws.JsonProtocol;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.template.Surroundings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The operations of SQS by which people and programs look into the template's queues.
///
/// @see "Amazon SQS API reference, AWS JSON protocol 1.0"
public final class SqsService implements AwsService {

  private static final JsonProtocol PROTOCOL =
      new JsonProtocol("AmazonSQS.", "1.0", "InvalidParameterValue");
  private static final int MOST_AT_ONCE = 10;
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final long LONGEST_HIDDEN_SECONDS = 43_200;

  private final Queues queues;

  /// Operations on these queues.
  public SqsService(Queues queues) {
    this.queues = queues;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return PROTOCOL.isOf(request);
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    JsonNode input = PROTOCOL.input(request);
    String operation = PROTOCOL.operation(request);
    String queue = input.path("QueueUrl").asString(input.path("QueueName").asString(""));
    return List.of(
        operation.equals("ListQueues")
            ? Call.of("sqs:" + operation)
            : new Call("sqs:" + operation, queues.arn(queue)));
  }

  @Override
  public AwsFault denied(String reason) {
    return AwsFault.accessDeniedOverJson(reason);
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    JsonNode input = PROTOCOL.input(request);
    String operation = PROTOCOL.operation(request);
    return switch (operation) {
      case "ListQueues" -> now(listQueues(input));
      case "GetQueueUrl" -> now(getQueueUrl(input));
      case "GetQueueAttributes" -> now(getQueueAttributes(queue(input), input));
      case "SendMessage" -> now(sendMessage(queue(input), input));
      case "ReceiveMessage" -> receiveMessage(queue(input), input);
      case "DeleteMessage" -> {
        queue(input).delete(input.path("ReceiptHandle").asString(""));
        yield now(object());
      }
      case "PurgeQueue" -> {
        queue(input).purge();
        yield now(object());
      }
      default ->
          throw new AwsFault(
              400,
              "UnsupportedOperation",
              "%s is not available here; available are ListQueues, GetQueueUrl, GetQueueAttributes, SendMessage, ReceiveMessage, DeleteMessage and PurgeQueue"
                  .formatted(operation));
    };
  }

  private static CompletionStage<AwsResponse> now(ObjectNode output) {
    return CompletableFuture.completedFuture(PROTOCOL.answer(output));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Queue queue(JsonNode input) {
    return existing(input.path("QueueUrl").asString(""));
  }

  private Queue existing(String urlOrName) {
    return queues
        .find(urlOrName)
        .orElseThrow(() ->
            new AwsFault(
                400,
                "QueueDoesNotExist",
                "there is no queue %s; there are %s".formatted(urlOrName, queues.names())));
  }

  private ObjectNode listQueues(JsonNode input) {
    String prefix = input.path("QueueNamePrefix").asString("");
    ObjectNode output = object();
    ArrayNode urls = output.putArray("QueueUrls");
    queues.all().stream()
        .filter(queue -> queue.name().startsWith(prefix))
        .forEach(queue -> urls.add(queues.url(queue)));
    return output;
  }

  private ObjectNode getQueueUrl(JsonNode input) {
    return object().put("QueueUrl", queues.url(existing(input.path("QueueName").asString(""))));
  }

  private ObjectNode getQueueAttributes(Queue queue, JsonNode input) {
    Queue.Depth depth = queue.depth();
    Map<String, String> all =
        Map.of(
            "ApproximateNumberOfMessages", String.valueOf(depth.visible()),
            "ApproximateNumberOfMessagesNotVisible", String.valueOf(depth.hidden()),
            "ApproximateNumberOfMessagesDelayed", "0",
            "VisibilityTimeout", String.valueOf(queue.visibility().toSeconds()),
            "QueueArn", queues.arn(queue.name()));
    ObjectNode output = object();
    ObjectNode attributes = output.putObject("Attributes");
    all.forEach((name, value) -> {
      if (isAskedFor(name, input.path("AttributeNames"))) {
        attributes.put(name, value);
      }
    });
    return output;
  }

  private static boolean isAskedFor(String name, JsonNode names) {
    return names
        .valueStream()
        .anyMatch(asked -> asked.asString().equals("All") || asked.asString().equals(name));
  }

  private static ObjectNode sendMessage(Queue queue, JsonNode input) {
    if (!input.path("MessageAttributes").isEmpty()) {
      throw new AwsFault(
          400, "UnsupportedOperation", "message attributes are not available here; leave them out");
    }
    String body = input.path("MessageBody").asString("");
    if (body.isEmpty()) {
      throw PROTOCOL.invalid("MessageBody is empty; it needs at least one character");
    }
    Message sent = queue.send(body);
    return object().put("MessageId", sent.id()).put("MD5OfMessageBody", md5(body));
  }

  private static CompletionStage<AwsResponse> receiveMessage(Queue queue, JsonNode input) {
    long most = between(input, "MaxNumberOfMessages", 1, 1, MOST_AT_ONCE);
    long hidden =
        between(
            input, "VisibilityTimeout", queue.visibility().toSeconds(), 0, LONGEST_HIDDEN_SECONDS);
    long wait = between(input, "WaitTimeSeconds", 0, 0, LONGEST_WAIT_SECONDS);
    return queue
        .receive((int) most, Duration.ofSeconds(hidden), Duration.ofSeconds(wait))
        .thenApply(messages -> PROTOCOL.answer(received(messages, input)));
  }

  private static long between(
      JsonNode input, String name, long otherwise, long least, long greatest) {
    long value = input.path(name).asLong(otherwise);
    if (value < least || value > greatest) {
      throw PROTOCOL.invalid(
          "%s is %d; allowed are %d to %d".formatted(name, value, least, greatest));
    }
    return value;
  }

  private static ObjectNode received(List<Message> messages, JsonNode input) {
    ObjectNode output = object();
    if (messages.isEmpty()) {
      return output;
    }
    ArrayNode list = output.putArray("Messages");
    for (Message message : messages) {
      ObjectNode item =
          list.addObject()
              .put("MessageId", message.id())
              .put("ReceiptHandle", message.receipt())
              .put("MD5OfBody", md5(message.body()))
              .put("Body", message.body());
      ObjectNode attributes = attributes(message, input);
      if (!attributes.isEmpty()) {
        item.set("Attributes", attributes);
      }
    }
    return output;
  }

  private static ObjectNode attributes(Message message, JsonNode input) {
    Map<String, String> all =
        Map.of(
            "SenderId", Surroundings.ACCOUNT,
            "SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()),
            "ApproximateReceiveCount", String.valueOf(message.receiveCount()),
            "ApproximateFirstReceiveTimestamp",
                String.valueOf(message.firstReceivedAt().toEpochMilli()));
    ObjectNode attributes = object();
    all.forEach((name, value) -> {
      if (isAskedFor(name, input.path("AttributeNames"))
          || isAskedFor(name, input.path("MessageSystemAttributeNames"))) {
        attributes.put(name, value);
      }
    });
    return attributes;
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks MD5", e);
    }
  }
}
