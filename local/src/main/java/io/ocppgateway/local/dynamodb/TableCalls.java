package io.ocppgateway.local.dynamodb;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.template.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the requests to DynamoDB ask for, as policies see it: actions on tables and indexes.
///
/// @see "Service authorization reference, Actions, resources, and condition keys for Amazon
///   DynamoDB"
final class TableCalls {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PREFIX = "dynamodb:";

  /// What each part of a TransactWriteItems or TransactGetItems is, taken alone.
  private static final Map<String, String> IN_TRANSACTIONS =
      Map.of(
          "Get", "GetItem",
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  private final Surroundings surroundings;

  TableCalls(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// What a request asks for.
  ///
  /// @throws AwsFault if that cannot be told
  List<Call> of(AwsRequest request) {
    String operation = operation(request);
    JsonNode input = parse(request);
    return switch (operation) {
      case "ListTables", "DescribeLimits", "ListStreams" -> List.of(Call.of(PREFIX + operation));
      case "DescribeEndpoints" -> List.of();
      case "BatchGetItem", "BatchWriteItem" ->
          input.path("RequestItems").propertyNames().stream()
              .map(table -> new Call(PREFIX + operation, tableArn(table)))
              .toList();
      case "TransactGetItems", "TransactWriteItems" -> inTransaction(input.path("TransactItems"));
      default -> List.of(new Call(PREFIX + operation, resource(operation, input)));
    };
  }

  /// The operation of a request, without the version of the API.
  static String operation(AwsRequest request) {
    return request.target().substring(request.target().indexOf('.') + 1);
  }

  /// The ARN of a table.
  ///
  /// @param table its name, or the ARN itself
  String tableArn(String table) {
    return table.startsWith("arn:") ? table : surroundings.arn("dynamodb", "table/" + table);
  }

  private static JsonNode parse(AwsRequest request) {
    try {
      return JSON.readTree(request.body().getBytes());
    } catch (JacksonException e) {
      throw new AwsFault(
          400, "SerializationException", "the request is not JSON: " + e.getOriginalMessage());
    }
  }

  private List<Call> inTransaction(JsonNode items) {
    return items
        .valueStream()
        .map(JsonNode::properties)
        .flatMap(Collection::stream)
        .flatMap(part ->
            Stream.ofNullable(IN_TRANSACTIONS.get(part.getKey()))
                .map(action ->
                    new Call(
                        PREFIX + action, tableArn(part.getValue().path("TableName").asString("")))))
        .toList();
  }

  private String resource(String operation, JsonNode input) {
    for (String arn : List.of("ResourceArn", "StreamArn")) {
      if (input.has(arn)) {
        return input.path(arn).asString("");
      }
    }
    String table = input.path("TableName").asString("");
    if (table.isEmpty()) {
      throw new AwsFault(
          400,
          "ValidationException",
          "it cannot be told which table %s is about; a role may use operations with a TableName here"
              .formatted(operation));
    }
    String index = input.path("IndexName").asString("");
    return index.isEmpty() ? tableArn(table) : tableArn(table) + "/index/" + index;
  }
}
