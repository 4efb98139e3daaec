package io.ocppgateway.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One HTTP request to an AWS service, read whole.
///
/// @param id the request's id, returned as `x-amzn-RequestId`
/// @param method in upper case
/// @param path as it stood in the URL, percent-encoded: in `/topics/CP1%2Fout` the second slash is
///   data
/// @param query the parameters, decoded; one without `=` has the value ``
/// @param headers by lower-case name
/// @param body the whole body, empty if there was none
/// @param signingService the service for which the caller signed (`iot`, `iotdata`, `dynamodb`,
///   `sqs`, `lambda`), empty if the request was not signed
/// @param principal who calls
public record AwsRequest(
    String id,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Buffer body,
    String signingService,
    Principal principal) {

  /// Copies the maps.
  public AwsRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// The value of a header, whatever the case of its name.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The value of a query parameter.
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// The header `X-Amz-Target`, by which JSON services name the operation, for example
  /// `DynamoDB_20120810.PutItem`; empty if there is none.
  public String target() {
    return header("x-amz-target").orElse("");
  }

  /// The parts of the path between its slashes, each percent-decoded.
  public List<String> segments() {
    return Stream.of(path.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
        .toList();
  }
}
