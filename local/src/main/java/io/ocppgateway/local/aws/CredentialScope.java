package io.ocppgateway.local.aws;

import java.util.Optional;

/// What a signature says of itself: `accessKeyId/date/region/service/aws4_request`.
record CredentialScope(String accessKeyId, String date, String region, String service) {

  /// What ends every scope.
  static final String TERMINATOR = "aws4_request";

  /// Reads a scope, empty if it is none.
  static Optional<CredentialScope> parse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 5 && parts[4].equals(TERMINATOR)
        ? Optional.of(new CredentialScope(parts[0], parts[1], parts[2], parts[3]))
        : Optional.empty();
  }

  /// The scope without the key's id, as it is signed.
  String text() {
    return String.join("/", date, region, service, TERMINATOR);
  }
}
