package io.ocppgateway.local.aws;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/// The answer to an [AwsRequest].
///
/// @param status the HTTP status
/// @param headers the headers beside length and request id, which the endpoint adds
/// @param body the body, empty if there is none
public record AwsResponse(int status, Map<String, String> headers, Buffer body) {

  /// Copies the headers.
  public AwsResponse {
    headers = Map.copyOf(headers);
  }

  /// 200 with this JSON text.
  public static AwsResponse json(String json) {
    return json(Buffer.buffer(json));
  }

  /// 200 with this JSON text in UTF-8.
  public static AwsResponse json(Buffer json) {
    return new AwsResponse(200, Map.of("content-type", "application/json"), json);
  }

  /// A status without a body.
  public static AwsResponse empty(int status) {
    return new AwsResponse(status, Map.of(), Buffer.buffer());
  }
}
