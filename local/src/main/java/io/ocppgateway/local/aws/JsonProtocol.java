package io.ocppgateway.local.aws;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// AWS's JSON protocol as one service has it: the operation in a header, JSON in and JSON out.
///
/// @param target what the header begins with, before the operation: `AmazonSQS.`
/// @param version of the protocol: `1.0` or `1.1`
/// @param invalid the service's name for a request that is not as it should be
/// @see "Smithy, AWS JSON 1.0 and 1.1 protocols"
public record JsonProtocol(String target, String version, String invalid) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Whether a request is for the service.
  public boolean isOf(AwsRequest request) {
    return request.target().startsWith(target);
  }

  /// What a request of the service asks for.
  public String operation(AwsRequest request) {
    return request.target().substring(target.length());
  }

  /// What it says about it.
  ///
  /// @throws AwsFault if it is not JSON
  public JsonNode input(AwsRequest request) {
    try {
      return JSON.readTree(request.body().getBytes());
    } catch (JacksonException notJson) {
      throw invalid("the request is not JSON: " + notJson.getOriginalMessage());
    }
  }

  /// The answer.
  public AwsResponse answer(ObjectNode output) {
    return new AwsResponse(
        200,
        Map.of("content-type", "application/x-amz-json-" + version),
        Buffer.buffer(output.toString()));
  }

  /// A request that is not as it should be.
  public AwsFault invalid(String message) {
    return new AwsFault(400, invalid, message);
  }
}
