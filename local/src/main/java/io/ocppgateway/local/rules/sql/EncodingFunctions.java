package io.ocppgateway.local.rules.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Functions of bytes: base64 and digests. Of a string they see the UTF-8.
final class EncodingFunctions {

  static final Map<String, RuleFunction> TABLE =
      Map.of(
          "encode", RuleFunction.of(2, 2, EncodingFunctions::encode),
          "decode", RuleFunction.of(2, 2, EncodingFunctions::decode),
          "md5", digest("MD5"),
          "sha1", digest("SHA-1"),
          "sha224", digest("SHA-224"),
          "sha256", digest("SHA-256"),
          "sha384", digest("SHA-384"),
          "sha512", digest("SHA-512"));

  private EncodingFunctions() {}

  private static Optional<byte[]> bytes(JsonNode value) {
    return value.isBinary()
        ? Optional.of(value.binaryValue())
        : Values.text(value).map(text -> text.getBytes(UTF_8));
  }

  private static JsonNode encode(List<JsonNode> arguments) {
    if (!isBase64(arguments.get(1))) {
      return Values.UNDEFINED;
    }
    return bytes(arguments.getFirst())
        .map(bytes -> Values.of(Base64.getEncoder().encodeToString(bytes)))
        .orElse(Values.UNDEFINED);
  }

  /// What was encoded: JSON if it is JSON, else a string.
  private static JsonNode decode(List<JsonNode> arguments) {
    if (!isBase64(arguments.get(1)) || !arguments.getFirst().isString()) {
      return Values.UNDEFINED;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(arguments.getFirst().stringValue());
      JsonNode parsed = RuleMessage.parse(decoded);
      return parsed.isBinary() ? Values.of(new String(decoded, UTF_8)) : parsed;
    } catch (IllegalArgumentException notBase64) {
      return Values.UNDEFINED;
    }
  }

  private static boolean isBase64(JsonNode scheme) {
    return scheme.isString() && scheme.stringValue().equals("base64");
  }

  private static RuleFunction digest(String algorithm) {
    return RuleFunction.of(
        1,
        1,
        arguments ->
            bytes(arguments.getFirst())
                .map(bytes -> Values.of(HexFormat.of().formatHex(hash(algorithm, bytes))))
                .orElse(Values.UNDEFINED));
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }
}
