package io.ocppgateway.gateway.websocket.request;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ocppgateway.ocpp.OcppVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Writes the answers to upgrade requests, as bytes: header names stand as RFC 6455 writes them,
/// for firmwares that compare letter by letter.
public final class HttpAnswer {

  /// What every server has to append to a key.
  ///
  /// @see "RFC 6455 §1.3"
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private HttpAnswer() {}

  /// Accepts a handshake.
  ///
  /// @param key of the request
  /// @param version that was agreed on, null if none was offered
  /// @param extension that was agreed on, null for none
  public static ByteBuf switchingProtocols(
      String key,
      @Nullable OcppVersion version,
      @Nullable String extension,
      ByteBufAllocator allocator) {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n")
            .append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
            .append("Sec-WebSocket-Accept: ")
            .append(accept(key))
            .append("\r\n");
    if (version != null) {
      head.append("Sec-WebSocket-Protocol: ").append(version.subprotocol()).append("\r\n");
    }
    if (extension != null) {
      head.append("Sec-WebSocket-Extensions: ").append(extension).append("\r\n");
    }
    return ByteBufUtil.writeAscii(allocator, head.append("\r\n"));
  }

  /// Refuses a request, in words for people.
  ///
  /// @param retryAfter zero to say nothing of it
  public static ByteBuf refusal(
      int statusCode, String why, Duration retryAfter, ByteBufAllocator allocator) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(statusCode);
    byte[] body = (why + "\n").getBytes(UTF_8);
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ")
            .append(status)
            .append("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ")
            .append(body.length)
            .append("\r\n");
    if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      head.append("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
    }
    if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      head.append("Allow: GET\r\n");
    }
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      head.append("WWW-Authenticate: Basic realm=\"OCPP\"\r\n");
    }
    if (!retryAfter.isZero()) {
      head.append("Retry-After: ").append(Math.ceilDiv(retryAfter.toMillis(), 1000)).append("\r\n");
    }
    byte[] headBytes = head.append("Connection: close\r\n\r\n").toString().getBytes(US_ASCII);
    return allocator.buffer(headBytes.length + body.length).writeBytes(headBytes).writeBytes(body);
  }

  private static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
