package io.ocppgateway.gateway.mqtt.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// The signed URL is the one that the AWS SDK's own signer makes.
final class SigV4PresignerTest {

  private static final String REGION = "eu-central-1";
  private static final String KEY_ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String TOKEN = "IQoJb3JpZ2luX2VjE+/=abc 123~*";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06.789Z"), ZoneOffset.UTC);

  private final SigV4Presigner presigner = new SigV4Presigner(REGION, CLOCK);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://a1b2c3-ats.iot.eu-central-1.amazonaws.com/mqtt",
        "wss://broker.example:8443/mqtt",
        "ws://127.0.0.1:18083/mqtt"
      })
  void signatureIsTheSdks(String url) {
    BrokerUrl broker = BrokerUrl.parse(url);

    String signed = presigner.presign(broker, new AwsCredentials(KEY_ID, SECRET, null));

    assertSame(signed, signedBySdk(url));
  }

  /// AWS IoT wants the token after the signature, not under it.
  @Test
  void sessionTokenIsAppendedUnsigned() {
    String url = "wss://a1b2c3-ats.iot.eu-central-1.amazonaws.com/mqtt";

    String signed =
        presigner.presign(BrokerUrl.parse(url), new AwsCredentials(KEY_ID, SECRET, TOKEN));

    String encodedToken =
        URLEncoder.encode(TOKEN, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    assertThat(signed).endsWith("&X-Amz-Security-Token=" + encodedToken);
    assertSame(signed, signedBySdk(url) + "&X-Amz-Security-Token=" + encodedToken);
  }

  @Test
  void credentialsDoNotShowTheirSecrets() {
    assertThat(new AwsCredentials(KEY_ID, SECRET, TOKEN))
        .hasToString("AwsCredentials[AKIDEXAMPLE]");
  }

  /// Equal but for the order of the query's parameters, which means nothing.
  private static void assertSame(String signed, String expected) {
    assertThat(parameters(signed)).isEqualTo(parameters(expected));
    assertThat(path(signed)).isEqualTo(path(expected));
  }

  private static String path(String pathAndQuery) {
    return pathAndQuery.substring(0, pathAndQuery.indexOf('?'));
  }

  private static List<String> parameters(String pathAndQuery) {
    String query = pathAndQuery.substring(pathAndQuery.indexOf('?') + 1);
    return Arrays.stream(query.split("&")).sorted().toList();
  }

  private static String signedBySdk(String url) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(url.replaceFirst("^ws", "http")))
            .build();
    URI signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(AwsCredentialsIdentity.create(KEY_ID, SECRET))
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "iotdevicegateway")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .putProperty(
                        AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                    .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK))
            .request()
            .getUri();
    return signed.getRawPath() + "?" + signed.getRawQuery();
  }
}
