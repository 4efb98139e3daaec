package io.ocppgateway.cli.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ocppgateway.ocpp.ChargePointId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.CertificateStatus;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;

/// Certificates of charge points in AWS IoT.
final class Certificates {

  private static final String CERTIFICATE = ":cert/";

  private final IotClient registry;

  /// The client stays its owner's.
  Certificates(IotClient registry) {
    this.registry = registry;
  }

  /// Registers a certificate, makes it active and attaches it to a charge point's thing, as far as
  /// that is not done already.
  ///
  /// @return its id
  String attach(X509Certificate certificate, ChargePointId chargePoint) {
    String id = idOf(certificate);
    register(certificate, id);
    String arn =
        registry
            .describeCertificate(request -> request.certificateId(id))
            .certificateDescription()
            .certificateArn();
    registry.attachThingPrincipal(
        request -> request.thingName(chargePoint.thingName()).principal(arn));
    return id;
  }

  /// Detaches all certificates from a thing, and deletes those that no other thing has.
  void release(ChargePointId chargePoint) {
    String thing = chargePoint.thingName();
    List<String> principals =
        registry
            .listThingPrincipalsPaginator(request -> request.thingName(thing))
            .principals()
            .stream()
            .toList();
    for (String principal : principals) {
      registry.detachThingPrincipal(request -> request.thingName(thing).principal(principal));
      if (principal.contains(CERTIFICATE) && isOfNoThing(principal)) {
        delete(principal.substring(principal.indexOf(CERTIFICATE) + CERTIFICATE.length()));
      }
    }
  }

  private void register(X509Certificate certificate, String id) {
    try {
      registry.registerCertificateWithoutCA(
          request -> request.certificatePem(pem(certificate)).status(CertificateStatus.ACTIVE));
    } catch (ResourceAlreadyExistsException _) {
      registry.updateCertificate(
          request -> request.certificateId(id).newStatus(CertificateStatus.ACTIVE));
    }
  }

  private boolean isOfNoThing(String principal) {
    return registry.listPrincipalThings(request -> request.principal(principal)).things().isEmpty();
  }

  private void delete(String id) {
    registry.updateCertificate(
        request -> request.certificateId(id).newStatus(CertificateStatus.INACTIVE));
    registry.deleteCertificate(request -> request.certificateId(id));
  }

  private static String idOf(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
          .formatted(
              Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                  .encodeToString(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
