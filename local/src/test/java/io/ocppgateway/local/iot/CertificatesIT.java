package io.ocppgateway.local.iot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AwsEndpoint;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.CertificateDescription;
import software.amazon.awssdk.services.iot.model.CertificateStateException;
import software.amazon.awssdk.services.iot.model.CertificateStatus;
import software.amazon.awssdk.services.iot.model.CertificateValidationException;
import software.amazon.awssdk.services.iot.model.DeleteConflictException;
import software.amazon.awssdk.services.iot.model.InvalidRequestException;
import software.amazon.awssdk.services.iot.model.RegisterCertificateWithoutCaResponse;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Certificates of things, by an unmodified AWS SDK client.
@Timeout(30)
class CertificatesIT {

  private static X509Bundle bundle;
  private static String id;

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private LocalIot iot;
  private AwsEndpoint endpoint;
  private IotClient client;

  @BeforeAll
  static void issue() throws Exception {
    bundle =
        new CertificateBuilder()
            .subject("CN=CP1")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    id =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(bundle.getCertificate().getEncoded()));
  }

  @BeforeEach
  void start() {
    iot = new LocalIot(directory);
    iot.core.registry().create("CP1", Map.of());
    endpoint = new AwsEndpoint(vertx, iot.principals, new AccessControl(), iot.clock);
    iot.core.services().forEach(endpoint::register);
    endpoint.start(LocalIot.HOST, 0);
    client =
        IotClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + endpoint.port()))
            .region(Region.EU_CENTRAL_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  @AfterEach
  void close() {
    stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void stop() {
    client.close();
    endpoint.close();
    iot.close();
  }

  @Test
  void certificateIsKnownByItsFingerprint() {
    RegisterCertificateWithoutCaResponse registered = register();

    CertificateDescription description =
        client.describeCertificate(r -> r.certificateId(id)).certificateDescription();

    assertThat(registered.certificateId()).isEqualTo(id);
    assertThat(registered.certificateArn())
        .isEqualTo("arn:aws:iot:eu-central-1:000000000000:cert/" + id);
    assertThat(description.status()).isEqualTo(CertificateStatus.ACTIVE);
    assertThat(description.certificatePem()).isEqualTo(bundle.getCertificatePEM());
    assertThat(description.creationDate())
        .isCloseTo(iot.clock.instant(), within(1, ChronoUnit.MINUTES));
    assertThat(description.validity().notAfter())
        .isEqualTo(bundle.getCertificate().getNotAfter().toInstant());
  }

  @Test
  void certificateIsRegisteredOnce() {
    register();

    assertThatThrownBy(this::register).isInstanceOf(ResourceAlreadyExistsException.class);
  }

  @Test
  void rubbishIsNoCertificate() {
    assertThatThrownBy(() -> client.registerCertificateWithoutCA(r -> r.certificatePem("rubbish")))
        .isInstanceOf(CertificateValidationException.class);
  }

  @Test
  void certificateWithoutAStatusIsInactive() {
    client.registerCertificateWithoutCA(r -> r.certificatePem(bundle.getCertificatePEM()));

    assertThat(client.describeCertificate(r -> r.certificateId(id)).certificateDescription())
        .extracting(CertificateDescription::status)
        .isEqualTo(CertificateStatus.INACTIVE);
  }

  @Test
  void certificateIsAPrincipalOfTheThingsThatItIsAttachedTo() {
    String arn = register().certificateArn();
    client.attachThingPrincipal(r -> r.thingName("CP1").principal(arn));

    assertThat(client.listThingPrincipals(r -> r.thingName("CP1")).principals())
        .containsExactly(arn);
    assertThat(client.listPrincipalThings(r -> r.principal(arn)).things()).containsExactly("CP1");
    assertThatThrownBy(() -> client.deleteThing(r -> r.thingName("CP1")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it has principals; detach them first");

    client.detachThingPrincipal(r -> r.thingName("CP1").principal(arn));

    assertThat(client.listThingPrincipals(r -> r.thingName("CP1")).principals()).isEmpty();
    client.deleteThing(r -> r.thingName("CP1"));
  }

  @Test
  void certificateIsDeletedWhenNobodyNeedsIt() {
    String arn = register().certificateArn();
    client.attachThingPrincipal(r -> r.thingName("CP1").principal(arn));

    assertThatThrownBy(() -> client.deleteCertificate(r -> r.certificateId(id)))
        .isInstanceOf(CertificateStateException.class);
    client.updateCertificate(r -> r.certificateId(id).newStatus(CertificateStatus.INACTIVE));
    assertThatThrownBy(() -> client.deleteCertificate(r -> r.certificateId(id)))
        .isInstanceOf(DeleteConflictException.class);
    client.detachThingPrincipal(r -> r.thingName("CP1").principal(arn));
    client.deleteCertificate(r -> r.certificateId(id));

    assertThatThrownBy(() -> client.describeCertificate(r -> r.certificateId(id)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void thingsAndCertificatesThatAreNotThereAreNotFound() {
    String arn = register().certificateArn();

    assertThatThrownBy(() -> client.attachThingPrincipal(r -> r.thingName("NOBODY").principal(arn)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() ->
            client.attachThingPrincipal(
                r -> r.thingName("CP1").principal(arn.replace(id, "0".repeat(64)))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.listThingPrincipals(r -> r.thingName("NOBODY")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void certificatesOutliveARestart() {
    String arn = register().certificateArn();
    client.attachThingPrincipal(r -> r.thingName("CP1").principal(arn));
    client.updateCertificate(r -> r.certificateId(id).newStatus(CertificateStatus.REVOKED));
    stop();

    start();

    assertThat(client.describeCertificate(r -> r.certificateId(id)).certificateDescription())
        .extracting(CertificateDescription::status)
        .isEqualTo(CertificateStatus.REVOKED);
    assertThat(client.listThingPrincipals(r -> r.thingName("CP1")).principals())
        .containsExactly(arn);
  }

  private RegisterCertificateWithoutCaResponse register() {
    return client.registerCertificateWithoutCA(
        r -> r.certificatePem(bundle.getCertificatePEM()).status(CertificateStatus.ACTIVE));
  }
}
