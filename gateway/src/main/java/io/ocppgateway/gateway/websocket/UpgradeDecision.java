package io.ocppgateway.gateway.websocket;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_KEY;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;

/// What a request on the charge points' port comes to, before anybody is asked who is registered.
sealed interface UpgradeDecision {

  /// A charge point that speaks our language; whether it may is for the registry to say.
  record Acceptable(ChargePointId id, OcppVersion version) implements UpgradeDecision {}

  /// No upgrade.
  record Refused(HttpResponseStatus status, String why) implements UpgradeDecision {}

  /// Decides about a request.
  static UpgradeDecision of(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    return switch (IdentityPath.of(request.uri())) {
      case IdentityPath.Malformed(String why) -> new Refused(HttpResponseStatus.BAD_REQUEST, why);
      case IdentityPath.Missing(String why) -> new Refused(HttpResponseStatus.NOT_FOUND, why);
      case IdentityPath.Found(ChargePointId id) -> ofChargePoint(id, request);
    };
  }

  private static UpgradeDecision ofChargePoint(ChargePointId id, HttpRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      return new Refused(HttpResponseStatus.METHOD_NOT_ALLOWED, "a WebSocket begins with GET");
    }
    if (!request.headers().containsValue(UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return new Refused(
          HttpResponseStatus.UPGRADE_REQUIRED, "this is a WebSocket; expected Upgrade: websocket");
    }
    if (!request.headers().containsValue(CONNECTION, HttpHeaderValues.UPGRADE, true)) {
      return new Refused(HttpResponseStatus.BAD_REQUEST, "expected Connection: Upgrade");
    }
    if (!"13".equals(request.headers().get(SEC_WEBSOCKET_VERSION))) {
      return new Refused(HttpResponseStatus.UPGRADE_REQUIRED, "expected Sec-WebSocket-Version: 13");
    }
    if (!request.headers().contains(SEC_WEBSOCKET_KEY)) {
      return new Refused(HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Key is missing");
    }
    SubprotocolOffer offer = SubprotocolOffer.of(request.headers().getAll(SEC_WEBSOCKET_PROTOCOL));
    return offer
        .agreed()
        .<UpgradeDecision>map(version -> new Acceptable(id, version))
        .orElseGet(() -> new Refused(HttpResponseStatus.BAD_REQUEST, offer.disagreement()));
  }

  private static Refused unreadable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new Refused(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
      case TooLongHttpHeaderException _ ->
          new Refused(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
      case TooLongFrameException _ ->
          new Refused(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "the request is too large");
      default -> new Refused(HttpResponseStatus.BAD_REQUEST, "this is not HTTP");
    };
  }
}
