package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// DynamoDB and AWS IoT as far as the gateway asks them: `TABLED`, whatever begins with `FLEET` and
/// `OFF` are in the table, the latter disabled, `SECRET` and `OTHER` have a password, `BROKEN` a
/// hash that is none, `THING` is a thing, and the endpoint is `iot.example`. Secrets Manager has
/// what is [put][#putSecret] there.
public final class FakeAws implements AutoCloseable {

  public static final String PEPPER = "the pepper of this test, not short";
  public static final String PASSWORD = "SECRET's password";

  /// A certificate of `THING` that is active.
  public static final String ACTIVE = "a".repeat(64);

  /// A certificate of `THING` that is not.
  public static final String INACTIVE = "b".repeat(64);

  /// A certificate that is active, and of nobody.
  public static final String OF_ANOTHER = "c".repeat(64);

  private static final String CERTIFICATE = "{\"certificateDescription\":{\"status\":\"%s\"}}";
  private static final String PRINCIPALS =
      "{\"principals\":[\"arn:aws:iot:eu-central-1:123456789012:cert/%s\",\"arn:aws:iot:eu-central-1:123456789012:cert/%s\"]}"
          .formatted(ACTIVE, INACTIVE);

  private static final PasswordHash HASH =
      PasswordHash.of(
          Password.given(PASSWORD.getBytes(UTF_8)), Pepper.of(PEPPER), new SecureRandom());

  private final Set<String> disabled = ConcurrentHashMap.newKeySet();
  private final Queue<Long> certificateLookUps = new ConcurrentLinkedQueue<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final AtomicInteger thingLookUps = new AtomicInteger();
  private final HttpServer server;
  private volatile boolean broken;
  private volatile boolean throttling;

  /// Answers on any free port.
  public FakeAws() throws IOException {
    this(0);
  }

  public FakeAws(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Keeps a new version of a secret.
  public void putSecret(String arn, String text) {
    secrets.put(arn, text);
  }

  /// Every further question for a thing is one too many.
  public void throttleThings() {
    throttling = true;
  }

  /// Every further call fails.
  public void breakDown() {
    broken = true;
  }

  /// The operator writes into the table that a charge point must not connect.
  public void disable(String identity) {
    disabled.add(identity);
  }

  /// How often somebody was looked for among the things, but for what a gateway asks at its start.
  public int thingLookUps() {
    return thingLookUps.get();
  }

  /// When certificates were looked up, in nanoseconds.
  public List<Long> certificateLookUps() {
    return List.copyOf(certificateLookUps);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    if (broken) {
      send(exchange, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"broken\"}");
    } else if ("DynamoDB_20120810.GetItem"
        .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      send(exchange, 200, item(body));
    } else if ("secretsmanager.GetSecretValue"
        .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      send(exchange, 200, secret(body));
    } else if (path.startsWith("/certificates/")) {
      certificateLookUps.add(System.nanoTime());
      sendStatus(exchange, path.substring("/certificates/".length()));
    } else if (path.matches("/things/.*/principals")) {
      send(exchange, 200, path.equals("/things/THING/principals") ? PRINCIPALS : "{}");
    } else if (throttling && path.startsWith("/things/")) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ThrottlingException");
      send(exchange, 429, "{\"message\":\"Rate exceeded\"}");
    } else if (path.equals("/things/THING")) {
      thingLookUps.incrementAndGet();
      send(exchange, 200, "{\"thingName\":\"THING\"}");
    } else if (path.startsWith("/things/")) {
      if (!path.equals("/things/gateway-start")) {
        thingLookUps.incrementAndGet();
      }
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ResourceNotFoundException");
      send(exchange, 404, "{\"message\":\"no such thing\"}");
    } else if (path.equals("/endpoint")) {
      send(exchange, 200, "{\"endpointAddress\":\"iot.example\"}");
    } else {
      send(exchange, 500, "{}");
    }
  }

  private static void sendStatus(HttpExchange exchange, String certificate) throws IOException {
    if (certificate.equals(ACTIVE) || certificate.equals(OF_ANOTHER)) {
      send(exchange, 200, CERTIFICATE.formatted("ACTIVE"));
    } else if (certificate.equals(INACTIVE)) {
      send(exchange, 200, CERTIFICATE.formatted("INACTIVE"));
    } else {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ResourceNotFoundException");
      send(exchange, 404, "{\"message\":\"no such certificate\"}");
    }
  }

  private String secret(String request) {
    String arn = JsonMapper.shared().readTree(request).path("SecretId").asString();
    String text = secrets.getOrDefault(arn, "");
    return JsonMapper.shared()
        .createObjectNode()
        .put("ARN", arn)
        .put("VersionId", UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString())
        .put("SecretString", text)
        .toString();
  }

  private String item(String request) {
    if (disabled.stream().anyMatch(identity -> request.contains("\"" + identity + "\""))) {
      return "{\"Item\":{\"enabled\":{\"BOOL\":false}}}";
    }
    if (request.contains("\"TABLED") || request.contains("\"FLEET")) {
      return "{\"Item\":{\"chargePointId\":{\"S\":\"TABLED\"}}}";
    }
    if (request.contains("\"OFF\"")) {
      return "{\"Item\":{\"chargePointId\":{\"S\":\"OFF\"},\"enabled\":{\"BOOL\":false}}}";
    }
    if (request.contains("\"SECRET\"") || request.contains("\"OTHER\"")) {
      return "{\"Item\":{\"securityProfile\":{\"N\":\"1\"},\"passwordHash\":{\"S\":\"%s\"}}}"
          .formatted(HASH.text());
    }
    if (request.contains("\"BROKEN\"")) {
      return "{\"Item\":{\"passwordHash\":{\"S\":\"plain text\"}}}";
    }
    return "{}";
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
