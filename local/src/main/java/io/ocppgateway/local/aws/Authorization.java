package io.ocppgateway.local.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the header `Authorization` of AWS Signature Version 4 says.
///
/// @param signedHeaders their lower-case names, in the signer's order
/// @param signature in hexadecimal
record Authorization(CredentialScope scope, List<String> signedHeaders, String signature) {

  private static final Pattern FORM =
      Pattern.compile(
          SigV4.ALGORITHM
              + "\\s+Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-f]+)");

  /// Copies the names.
  Authorization {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /// Reads it from a request's headers, empty if the request is not signed.
  ///
  /// @param headers by lower-case name
  static Optional<Authorization> of(Map<String, String> headers) {
    Matcher form = FORM.matcher(headers.getOrDefault("authorization", ""));
    return form.matches()
        ? CredentialScope.parse(form.group(1))
            .map(scope ->
                new Authorization(scope, Arrays.asList(form.group(2).split(";")), form.group(3)))
        : Optional.empty();
  }
}
