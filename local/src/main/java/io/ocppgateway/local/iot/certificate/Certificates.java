package io.ocppgateway.local.iot.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.iot.state.StateFile;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The registered certificates, kept in a file if there is one. Safe for use by many threads.
public final class Certificates implements AutoCloseable {

  private final ConcurrentNavigableMap<String, Certificate> byId = new ConcurrentSkipListMap<>();
  private final Clock clock;
  private final StateFile file;

  /// The certificates that are kept in a file.
  ///
  /// @param path `null` to keep them in memory only
  /// @throws IllegalStateException if the file cannot be read
  public Certificates(@Nullable Path path, Clock clock) {
    this.clock = clock;
    this.file = new StateFile(path, this::write);
    file.load().ifPresent(this::read);
  }

  /// Registers a certificate, whoever issued it.
  ///
  /// @throws AwsFault if it is registered already, or none
  public Certificate register(String pem, CertificateStatus status) {
    X509Certificate x509 = parse(pem);
    Instant now = clock.instant();
    Certificate certificate = new Certificate(idOf(x509), pem, x509, status, now, now, Set.of());
    if (byId.putIfAbsent(certificate.id(), certificate) != null) {
      throw new AwsFault(
          409,
          "ResourceAlreadyExistsException",
          "The certificate %s is already registered.".formatted(certificate.id()));
    }
    file.changed();
    return certificate;
  }

  /// The certificate of this id.
  ///
  /// @throws AwsFault if there is none
  public Certificate get(String id) {
    Certificate certificate = byId.get(id);
    if (certificate == null) {
      throw notFound(id);
    }
    return certificate;
  }

  /// Those that are attached to a thing, by id.
  public List<Certificate> ofThing(String thing) {
    return byId.values().stream().filter(it -> it.things().contains(thing)).toList();
  }

  /// Gives a certificate another status.
  ///
  /// @throws AwsFault if there is none
  public void update(String id, CertificateStatus status) {
    change(id, it -> changed(it, status, it.things()));
  }

  /// Attaches a certificate to a thing; one that is attached already stays so.
  ///
  /// @throws AwsFault if there is no such certificate
  public void attach(String id, String thing) {
    change(
        id,
        it -> {
          Set<String> things = new HashSet<>(it.things());
          things.add(thing);
          return changed(it, it.status(), things);
        });
  }

  /// Detaches a certificate from a thing; one that is not attached stays so.
  ///
  /// @throws AwsFault if there is no such certificate
  public void detach(String id, String thing) {
    change(
        id,
        it -> {
          Set<String> things = new HashSet<>(it.things());
          things.remove(thing);
          return changed(it, it.status(), things);
        });
  }

  /// Deletes a certificate.
  ///
  /// @param force even if it is attached to things
  /// @throws AwsFault if there is none, or it is active, or attached
  public void delete(String id, boolean force) {
    change(
        id,
        it -> {
          if (it.status() == CertificateStatus.ACTIVE) {
            throw new AwsFault(
                406,
                "CertificateStateException",
                "The certificate %s is ACTIVE; make it INACTIVE before deleting it.".formatted(id));
          }
          if (!it.things().isEmpty() && !force) {
            throw new AwsFault(
                409,
                "DeleteConflictException",
                "The certificate %s is attached to things; detach it before deleting it."
                    .formatted(id));
          }
          return null;
        });
  }

  /// Writes what is to be kept.
  @Override
  public void close() {
    file.close();
  }

  private Certificate changed(Certificate it, CertificateStatus status, Set<String> things) {
    return new Certificate(
        it.id(), it.pem(), it.x509(), status, it.created(), clock.instant(), things);
  }

  /// @param change null deletes
  private void change(String id, Function<Certificate, @Nullable Certificate> change) {
    boolean[] found = {false};
    byId.computeIfPresent(
        id,
        (_, certificate) -> {
          found[0] = true;
          return change.apply(certificate);
        });
    if (!found[0]) {
      throw notFound(id);
    }
    file.changed();
  }

  private static AwsFault notFound(String id) {
    return new AwsFault(
        404, "ResourceNotFoundException", "Certificate with ID %s does not exist.".formatted(id));
  }

  private static X509Certificate parse(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    } catch (CertificateException e) {
      throw new AwsFault(
          400, "CertificateValidationException", "The certificate is not valid: " + e.getMessage());
    }
  }

  private static String idOf(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private JsonNode write() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Certificate certificate : byId.values()) {
      ObjectNode one = all.addObject();
      one.put("pem", certificate.pem());
      one.put("status", certificate.status().name());
      one.put("created", certificate.created().toString());
      one.put("modified", certificate.modified().toString());
      ArrayNode things = one.putArray("things");
      certificate.things().stream().sorted().forEach(things::add);
    }
    return all;
  }

  private void read(JsonNode all) {
    for (JsonNode one : all) {
      Set<String> things = new HashSet<>();
      one.path("things").forEach(thing -> things.add(thing.asString()));
      String pem = one.path("pem").asString();
      X509Certificate x509 = parse(pem);
      byId.put(
          idOf(x509),
          new Certificate(
              idOf(x509),
              pem,
              x509,
              CertificateStatus.valueOf(one.path("status").asString()),
              Instant.parse(one.path("created").asString()),
              Instant.parse(one.path("modified").asString()),
              things));
    }
  }
}
