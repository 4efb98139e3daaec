package io.ocppgateway.gateway.mqtt.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the WebSocket upgrade by which AWS IoT Core is reached: Signature Version 4 in the query.
///
/// The session token is appended after signing and is no part of what is signed, which is AWS IoT's
/// own rule and differs from every other service's.
///
/// @see "AWS IoT Core developer guide, MQTT over the WebSocket protocol; AWS IAM user guide, Create
///   a signed AWS API request"
final class SigV4Presigner {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "iotdevicegateway";
  private static final String EMPTY_BODY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final Duration VALIDITY = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = "yyyyMMdd".length();

  private final String region;
  private final Clock clock;

  SigV4Presigner(String region, Clock clock) {
    this.region = region;
    this.clock = clock;
  }

  /// Path and query of the signed request.
  String presign(BrokerUrl url, AwsCredentials credentials) {
    String timestamp = TIMESTAMP.format(clock.instant());
    String date = timestamp.substring(0, DATE_LENGTH);
    String scope = date + "/" + region + "/" + SERVICE + "/aws4_request";
    String query =
        "X-Amz-Algorithm="
            + ALGORITHM
            + "&X-Amz-Credential="
            + encode(credentials.accessKeyId() + "/" + scope)
            + "&X-Amz-Date="
            + timestamp
            + "&X-Amz-Expires="
            + VALIDITY.toSeconds()
            + "&X-Amz-SignedHeaders=host";
    String request =
        String.join(
            "\n",
            "GET",
            url.path(),
            query,
            "host:" + url.authority(),
            "",
            "host",
            EMPTY_BODY_SHA256);
    String toSign = String.join("\n", ALGORITHM, timestamp, scope, sha256(request));
    byte[] key = signingKey(credentials.secretAccessKey(), date);
    String signed =
        url.path()
            + "?"
            + query
            + "&X-Amz-Signature="
            + HexFormat.of().formatHex(hmac(key, toSign));
    String token = credentials.sessionToken();
    return token == null ? signed : signed + "&X-Amz-Security-Token=" + encode(token);
  }

  private byte[] signingKey(String secret, String date) {
    byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), date);
    key = hmac(key, region);
    key = hmac(key, SERVICE);
    return hmac(key, "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Percent-encodes all but RFC 3986's unreserved characters.
  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
