package io.ocppgateway.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.registry.CertificateStanding;
import io.ocppgateway.gateway.registry.Overloaded;
import io.ocppgateway.ocpp.ChargePointId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iot.IotClient;

/// What AWS IoT is asked about certificates, and how often.
final class AwsCertificatesIT {

  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final ChargePointId THING = new ChargePointId("THING");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private FakeAws aws;
  private IotClient iot;

  @BeforeEach
  void start() throws IOException {
    aws = new FakeAws();
    iot =
        IotClient.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(URI.create(aws.url()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    iot.close();
    aws.close();
  }

  static Stream<Arguments> standingIsWhatAwsIotSays() {
    return Stream.of(
        Arguments.of(FakeAws.ACTIVE, CertificateStanding.ACTIVE),
        Arguments.of(FakeAws.INACTIVE, CertificateStanding.INACTIVE),
        Arguments.of(FakeAws.OF_ANOTHER, CertificateStanding.OF_ANOTHER),
        Arguments.of("d".repeat(64), CertificateStanding.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource
  void standingIsWhatAwsIotSays(String certificate, CertificateStanding expected) {
    CertificateStanding standing = ask(0, certificate).join();

    assertThat(standing).isEqualTo(expected);
  }

  @Test
  void lookUpsKeepTheirPaceHoweverManyComeAtOnce() {
    int count = 11;
    AwsCertificates certificates = new AwsCertificates(() -> iot, 20, threads);
    // The SDK takes long over its first call, which would pass for a pace.
    assertThat(ask(certificates, FakeAws.ACTIVE)).succeedsWithin(PATIENT);
    long begun = System.nanoTime();

    List<CompletableFuture<CertificateStanding>> answers =
        Stream.generate(() -> ask(certificates, FakeAws.ACTIVE)).limit(count).toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(PATIENT));
    List<Long> asked = aws.certificateLookUps();
    assertThat(asked).hasSize(1 + count);
    // The first one may be late, and the last one must be.
    assertThat(Duration.ofNanos(asked.getLast() - begun)).isGreaterThan(Duration.ofMillis(499));
  }

  /// With one a second, what waits for more than five seconds is not asked for at all.
  @Test
  void whoComesTooLateIsToldSoAndCostsTheAccountNothing() {
    AwsCertificates certificates = new AwsCertificates(() -> iot, 1, threads);

    List<CompletableFuture<CertificateStanding>> answers =
        Stream.generate(() -> ask(certificates, "d".repeat(64))).limit(150).toList();

    List<Throwable> failures =
        answers.stream()
            .map(answer ->
                answer
                    .handle((_, failure) ->
                        failure instanceof CompletionException wrapped
                            ? wrapped.getCause()
                            : failure)
                    .orTimeout(PATIENT.toSeconds(), TimeUnit.SECONDS)
                    .join())
            .filter(Objects::nonNull)
            .toList();
    assertThat(failures).hasSizeGreaterThan(130).hasOnlyElementsOfType(Overloaded.class);
    assertThat(aws.certificateLookUps()).hasSize(150 - failures.size());
  }

  private CompletableFuture<CertificateStanding> ask(int perSecond, String certificate) {
    return ask(new AwsCertificates(() -> iot, perSecond, threads), certificate);
  }

  private static CompletableFuture<CertificateStanding> ask(
      AwsCertificates certificates, String certificate) {
    return certificates.standingOf(THING, certificate).toCompletableFuture();
  }
}
