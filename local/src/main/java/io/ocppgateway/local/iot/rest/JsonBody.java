package io.ocppgateway.local.iot.rest;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads what requests say, and refuses what they say wrongly.
final class JsonBody {

  private JsonBody() {}

  /// The body, an empty object if there is none.
  ///
  /// @throws AwsFault if it is not JSON
  static JsonNode of(AwsRequest request) {
    if (request.body().length() == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return JsonMapper.shared().readTree(request.body().getBytes());
    } catch (JacksonException e) {
      throw invalid("the body is not JSON: " + e.getOriginalMessage());
    }
  }

  /// A query parameter that is a number of 0 or above.
  ///
  /// @throws AwsFault if it is something else
  static Optional<Integer> number(AwsRequest request, String name) {
    return request
        .parameter(name)
        .map(text -> {
          try {
            return Integer.parseUnsignedInt(text);
          } catch (NumberFormatException _) {
            throw invalid("%s must be a number of 0 or above, was '%s'".formatted(name, text));
          }
        });
  }

  static AwsFault invalid(String message) {
    return new AwsFault(400, "InvalidRequestException", message);
  }
}
