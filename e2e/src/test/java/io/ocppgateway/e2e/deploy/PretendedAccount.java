package io.ocppgateway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What an AWS account answers the CDK's command line as long as nothing is in it: it says who
/// asks, and has no roles, no stacks, no parameters and no hosted zones.
///
/// Nothing can be deployed to it. How its answers look is taken from the protocols' documentation.
final class PretendedAccount implements AutoCloseable {

  static final String ID = "123456789012";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private static final String WHO =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
      <GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/somebody</Arn>\
      <UserId>SOMEBODY</UserId><Account>123456789012</Account></GetCallerIdentityResult>\
      <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>\
      """;

  private static final String NO_ZONES =
      """
      <ListHostedZonesByNameResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">\
      <HostedZones></HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>\
      </ListHostedZonesByNameResponse>\
      """;

  private final HttpServer server;

  private PretendedAccount(HttpServer server) {
    this.server = server;
  }

  static PretendedAccount open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", PretendedAccount::answer);
      server.start();
      return new PretendedAccount(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (request.contains("Action=GetCallerIdentity")) {
      send(exchange, OK, "text/xml", WHO);
    } else if (request.contains("Action=AssumeRole")) {
      send(exchange, FORBIDDEN, "text/xml", fault("AccessDenied", "there is no such role"));
    } else if (target != null && target.equals("AmazonSSM.GetParameter")) {
      send(
          exchange,
          BAD_REQUEST,
          "application/x-amz-json-1.1",
          "{\"__type\":\"ParameterNotFound\"}");
    } else if (exchange.getRequestURI().getPath().endsWith("/hostedzonesbyname")) {
      send(exchange, OK, "text/xml", NO_ZONES);
    } else {
      send(exchange, BAD_REQUEST, "text/xml", fault("ValidationError", "it does not exist"));
    }
  }

  private static String fault(String code, String message) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(code, message);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
