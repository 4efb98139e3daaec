package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.ASSUMED_SUBPROTOCOL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.COMPRESSION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CONNECTIONS_PER_ADDRESS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.IDENTITY_FROM_USER_NAME;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_HEADER_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_MESSAGE_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_REQUEST_LINE_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_UNFINISHED_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MESSAGES_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MESSAGE_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PING_INTERVAL_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PROXY_PROTOCOL_FROM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REFUSALS_PER_ADDRESS_PER_MINUTE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REQUEST_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SUBPROTOCOL_MISMATCH;

import io.netty.util.internal.PlatformDependent;
import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.websocket.SocketSettings;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.message.MessageSettings;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import io.ocppgateway.gateway.websocket.request.VersionMismatch;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads how charge points are spoken with.
final class SocketSettingsReader {

  /// Well below the 350 s after which a load balancer drops a connection.
  private static final int DEFAULT_PING_INTERVAL_SECONDS = 120;

  private static final int MAX_PING_INTERVAL_SECONDS = 3_600;

  private static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 10;
  private static final int MAX_REQUEST_TIMEOUT_SECONDS = 300;

  private static final int KIBIBYTE = 1024;
  private static final int DEFAULT_REQUEST_LINE_BYTES = 4 * KIBIBYTE;
  private static final int DEFAULT_HEADER_BYTES = 8 * KIBIBYTE;
  private static final int MAX_HEAD_BYTES = 1024 * KIBIBYTE;

  /// Frames over the broker's limit are read to be answered.
  private static final int DEFAULT_MESSAGE_BYTES = 1024 * KIBIBYTE;

  private static final int MAX_MESSAGE_BYTES_ALLOWED = 64 * 1024 * KIBIBYTE;

  /// 128 KB, which is all that passes, at 20 kbit/s.
  private static final int DEFAULT_MESSAGE_TIMEOUT_SECONDS = 60;

  private static final int MAX_MESSAGE_TIMEOUT_SECONDS = 3_600;

  /// Of what buffers may take: half of what may wait for the broker.
  private static final int UNFINISHED_PART = 8;

  private static final int DEFAULT_MESSAGES_PER_SECOND = 100;
  private static final int MAX_RATE = 1_000_000;

  /// Thousands of charge points may stand behind one address of a mobile operator: this keeps a
  /// single address from taking all that a process can hold, and nobody else out.
  private static final int DEFAULT_CONNECTIONS_PER_ADDRESS = 10_000;

  private static final int DEFAULT_REFUSALS_PER_MINUTE = 300;

  private final Variables variables;

  SocketSettingsReader(Variables variables) {
    this.variables = variables;
  }

  SocketSettings read() {
    TrustedProxies proxies = variables.parsed(PROXY_PROTOCOL_FROM, TrustedProxies::parse);
    return new SocketSettings(
        request(),
        seconds(PING_INTERVAL_SECONDS, DEFAULT_PING_INTERVAL_SECONDS, MAX_PING_INTERVAL_SECONDS),
        messages(),
        variables.flag(COMPRESSION, true),
        new AddressSettings(
            variables.integer(
                CONNECTIONS_PER_ADDRESS, DEFAULT_CONNECTIONS_PER_ADDRESS, 0, MAX_RATE),
            variables.integer(
                REFUSALS_PER_ADDRESS_PER_MINUTE, DEFAULT_REFUSALS_PER_MINUTE, 0, MAX_RATE)),
        proxies == null ? TrustedProxies.NONE : proxies,
        new SecuritySettingsReader(variables).read());
  }

  private MessageSettings messages() {
    return new MessageSettings(
        variables.integer(
            MAX_MESSAGE_BYTES, DEFAULT_MESSAGE_BYTES, KIBIBYTE, MAX_MESSAGE_BYTES_ALLOWED),
        seconds(
            MESSAGE_TIMEOUT_SECONDS, DEFAULT_MESSAGE_TIMEOUT_SECONDS, MAX_MESSAGE_TIMEOUT_SECONDS),
        variables.integer(MAX_UNFINISHED_BYTES, defaultUnfinishedBytes(), 0, Integer.MAX_VALUE),
        variables.integer(MESSAGES_PER_SECOND, DEFAULT_MESSAGES_PER_SECOND, 0, MAX_RATE));
  }

  private static int defaultUnfinishedBytes() {
    return (int) Math.min(Integer.MAX_VALUE, PlatformDependent.maxDirectMemory() / UNFINISHED_PART);
  }

  private RequestSettings request() {
    return new RequestSettings(
        seconds(
            REQUEST_TIMEOUT_SECONDS, DEFAULT_REQUEST_TIMEOUT_SECONDS, MAX_REQUEST_TIMEOUT_SECONDS),
        variables.integer(
            MAX_REQUEST_LINE_BYTES, DEFAULT_REQUEST_LINE_BYTES, KIBIBYTE, MAX_HEAD_BYTES),
        variables.integer(MAX_HEADER_BYTES, DEFAULT_HEADER_BYTES, KIBIBYTE, MAX_HEAD_BYTES),
        mismatch(),
        assumedVersion(),
        variables.flag(IDENTITY_FROM_USER_NAME, false));
  }

  private VersionMismatch mismatch() {
    return variables.choice(SUBPROTOCOL_MISMATCH, VersionMismatch.class, VersionMismatch.REFUSE);
  }

  private @Nullable OcppVersion assumedVersion() {
    Set<String> names =
        Arrays.stream(OcppVersion.values())
            .map(OcppVersion::subprotocol)
            .collect(Collectors.toSet());
    variables.oneOf(ASSUMED_SUBPROTOCOL, names);
    String name = variables.value(ASSUMED_SUBPROTOCOL);
    return name == null ? null : OcppVersion.ofSubprotocol(name).orElse(null);
  }

  private Duration seconds(String name, int otherwise, int most) {
    return Duration.ofSeconds(variables.integer(name, otherwise, 1, most));
  }
}
