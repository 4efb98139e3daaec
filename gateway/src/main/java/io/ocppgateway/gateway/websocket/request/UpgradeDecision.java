package io.ocppgateway.gateway.websocket.request;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_KEY;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ocppgateway.gateway.credential.BasicCredentials;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request on the charge points' port comes to, before anybody is asked who is registered.
public sealed interface UpgradeDecision {

  /// A charge point that asks as it should; whether it may is for the registry to say.
  ///
  /// @param offer the versions that it speaks; none if it does not say
  /// @param key of the handshake
  /// @param extensions the lines of `Sec-WebSocket-Extensions`
  /// @param credentials that it gives; null if none, or none that can be read
  record Acceptable(
      ChargePointId id,
      SubprotocolOffer offer,
      String key,
      List<String> extensions,
      @Nullable BasicCredentials credentials)
      implements UpgradeDecision {

    /// Copies.
    public Acceptable {
      extensions = List.copyOf(extensions);
    }
  }

  /// No upgrade.
  record Refused(RefusalCause cause, String why) implements UpgradeDecision {}

  /// Length of the key's 16 bytes in base64, whose last byte ends in padding.
  int KEY_LENGTH = 24;

  /// Decides about a request.
  static UpgradeDecision of(HttpRequest request, RequestSettings settings) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    Optional<Refused> fault = faultOf(request);
    return fault.isPresent() ? fault.get() : ofTarget(request, settings);
  }

  private static UpgradeDecision ofTarget(HttpRequest request, RequestSettings settings) {
    return switch (IdentityPath.of(request.uri())) {
      case IdentityPath.Malformed(String why) -> new Refused(RefusalCause.MALFORMED_PATH, why);
      case IdentityPath.Missing(String why) ->
          userName(request, settings)
              .<UpgradeDecision>map(id -> acceptable(id, request.headers()))
              .orElseGet(() -> new Refused(RefusalCause.NO_IDENTITY, why));
      case IdentityPath.TooLong(String why) -> new Refused(RefusalCause.NO_IDENTITY, why);
      case IdentityPath.Found(ChargePointId id) -> acceptable(id, request.headers());
    };
  }

  private static Acceptable acceptable(ChargePointId id, HttpHeaders headers) {
    return new Acceptable(
        id,
        SubprotocolOffer.of(headers.getAll(SEC_WEBSOCKET_PROTOCOL)),
        headers.get(SEC_WEBSOCKET_KEY).strip(),
        headers.getAll(SEC_WEBSOCKET_EXTENSIONS),
        BasicCredentials.of(headers.getAll(AUTHORIZATION)).orElse(null));
  }

  private static Optional<ChargePointId> userName(HttpRequest request, RequestSettings settings) {
    return settings.identityFromUserName()
        ? BasicCredentials.of(request.headers().getAll(AUTHORIZATION))
            .flatMap(BasicCredentials::chargePointId)
        : Optional.empty();
  }

  /// What makes it no WebSocket handshake.
  private static Optional<Refused> faultOf(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)) {
      return refused(RefusalCause.NOT_GET, "a WebSocket begins with GET");
    }
    if (!headers.containsValue(UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return refused(
          RefusalCause.NO_UPGRADE,
          "charge points connect here with a WebSocket; expected Upgrade: websocket");
    }
    if (request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
      return refused(
          RefusalCause.HTTP_TOO_OLD,
          "a WebSocket begins with HTTP/1.1, not " + request.protocolVersion());
    }
    if (!headers.containsValue(CONNECTION, HttpHeaderValues.UPGRADE, true)) {
      return refused(RefusalCause.BAD_HANDSHAKE, "expected Connection: Upgrade");
    }
    String version = headers.get(SEC_WEBSOCKET_VERSION, "").strip();
    if (!version.equals("13")) {
      return refused(
          RefusalCause.WEBSOCKET_VERSION,
          "Sec-WebSocket-Version is '%s'; expected 13".formatted(version));
    }
    if (!isKey(headers.get(SEC_WEBSOCKET_KEY, "").strip())) {
      return refused(
          RefusalCause.BAD_HANDSHAKE, "Sec-WebSocket-Key is not 16 bytes in base64, or missing");
    }
    if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0) {
      return refused(RefusalCause.BAD_HANDSHAKE, "a WebSocket handshake has no body");
    }
    return Optional.empty();
  }

  private static boolean isKey(String key) {
    try {
      return key.length() == KEY_LENGTH && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Optional<Refused> refused(RefusalCause cause, String why) {
    return Optional.of(new Refused(cause, why));
  }

  private static Refused unreadable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new Refused(RefusalCause.REQUEST_LINE_TOO_LONG, "the request line is too long");
      case TooLongHttpHeaderException _ ->
          new Refused(RefusalCause.HEADERS_TOO_LARGE, "the headers are too large");
      default -> new Refused(RefusalCause.NOT_HTTP, "this is not HTTP");
    };
  }
}
