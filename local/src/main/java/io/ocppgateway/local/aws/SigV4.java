package io.ocppgateway.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The arithmetic of AWS Signature Version 4: canonical request, string to sign, signature.
///
/// @see "AWS Signature Version 4 for API requests, IAM user guide"
final class SigV4 {

  /// The only algorithm.
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// The digest of a body of no bytes.
  static final String EMPTY_BODY_HASH = hash(new byte[0]);

  private static final String HMAC = "HmacSHA256";

  /// Only what is to be changed: most headers have no such place.
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private SigV4() {}

  /// The request in the form that both sides sign.
  ///
  /// @param path as it stood in the URL: it is encoded once more, as every service but S3 does
  /// @param query the parameters that are signed, raw, as `name=value`
  /// @param headers by lower-case name
  /// @param signedHeaders the names of the headers that are signed, in the signer's order
  static String canonicalRequest(
      String method,
      String path,
      List<String> query,
      Map<String, String> headers,
      List<String> signedHeaders,
      String bodyHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(method).append('\n');
    text.append(canonicalPath(path)).append('\n');
    text.append(canonicalQuery(query)).append('\n');
    for (String name : signedHeaders) {
      String value = headers.getOrDefault(name, "").strip();
      text.append(name).append(':').append(SPACES.matcher(value).replaceAll(" ")).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return text.append(bodyHash).toString();
  }

  /// The key that signs within a scope.
  static byte[] signingKey(String secretAccessKey, CredentialScope scope) {
    byte[] key = hmac(("AWS4" + secretAccessKey).getBytes(UTF_8), scope.date());
    key = hmac(key, scope.region());
    key = hmac(key, scope.service());
    return hmac(key, CredentialScope.TERMINATOR);
  }

  /// The signature of a canonical request, in hexadecimal.
  ///
  /// @param signingKey of this scope
  /// @param time the request's time as in `X-Amz-Date`
  static String signature(
      byte[] signingKey, CredentialScope scope, String time, String canonicalRequest) {
    String toSign =
        String.join("\n", ALGORITHM, time, scope.text(), hash(canonicalRequest.getBytes(UTF_8)));
    return HexFormat.of().formatHex(hmac(signingKey, toSign));
  }

  /// Whether two signatures are the same, in a time that tells nothing about where they differ.
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /// The SHA-256 digest of a body, in hexadecimal.
  static String hash(Buffer body) {
    return hash(body.getBytes());
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  private static String canonicalPath(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      segments.add(encode(segment));
    }
    return segments.isEmpty() ? "/" : String.join("/", segments);
  }

  private static String canonicalQuery(List<String> query) {
    List<String> canonical = new ArrayList<>();
    for (String parameter : query) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      canonical.add(encode(decode(name)) + "=" + encode(decode(value)));
    }
    Collections.sort(canonical);
    return String.join("&", canonical);
  }

  /// The raw parameters of a raw query string.
  static List<String> parameters(String rawQuery) {
    return rawQuery.isEmpty() ? List.of() : Arrays.asList(rawQuery.split("&"));
  }

  /// Percent-decodes a part of a URL. A plus sign is a plus sign.
  ///
  /// @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String encode(String text) {
    return isUnreserved(text)
        ? text
        : URLEncoder.encode(text, UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A")
            .replace("%7E", "~");
  }

  /// Most paths and parameters have nothing to encode.
  private static boolean isUnreserved(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '-' && c != '_' && c != '.' && c != '~') {
        return false;
      }
    }
    return true;
  }
}
