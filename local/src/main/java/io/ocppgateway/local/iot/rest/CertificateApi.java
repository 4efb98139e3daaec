package io.ocppgateway.local.iot.rest;

import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iot.certificate.Certificate;
import io.ocppgateway.local.iot.certificate.CertificateStatus;
import io.ocppgateway.local.iot.certificate.Certificates;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.registry.ThingRegistry;
import io.ocppgateway.local.iot.registry.Things;
import io.ocppgateway.local.usage.UsageMeter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The part of the service `iot` that is about certificates. To be asked before the rest of it.
///
/// @see "AWS IoT API reference: RegisterCertificateWithoutCA, DescribeCertificate,
///   UpdateCertificate, DeleteCertificate, AttachThingPrincipal, DetachThingPrincipal,
///   ListThingPrincipals, ListPrincipalThings"
public final class CertificateApi implements AwsService {

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "POST certificate/register-no-ca", "RegisterCertificateWithoutCA",
          "GET certificates/*", "DescribeCertificate",
          "PUT certificates/*", "UpdateCertificate",
          "DELETE certificates/*", "DeleteCertificate",
          "PUT things/*/principals", "AttachThingPrincipal",
          "DELETE things/*/principals", "DetachThingPrincipal",
          "GET things/*/principals", "ListThingPrincipals",
          "GET principals/things", "ListPrincipalThings");

  private static final String CERTIFICATE = "cert/";

  private static final double MILLIS_PER_SECOND = 1000;

  private final Certificates certificates;
  private final ThingRegistry things;
  private final IotCalls calls;
  private final UsageMeter meter;

  /// The service for these certificates.
  ///
  /// @param calls knows the ARNs of certificates and things
  /// @param meter counts the requests
  public CertificateApi(
      Certificates certificates, ThingRegistry things, IotCalls calls, UsageMeter meter) {
    this.certificates = certificates;
    this.things = things;
    this.calls = calls;
    this.meter = meter;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return Set.of("iot", "").contains(request.signingService())
        && OPERATIONS.containsKey(shape(request));
  }

  /// What acts on one certificate or thing asks for it; what links two of them for neither.
  @Override
  public List<Call> calls(AwsRequest request) {
    String operation = OPERATIONS.getOrDefault(shape(request), "");
    String action = "iot:" + operation;
    return List.of(
        switch (operation) {
          case "DescribeCertificate", "UpdateCertificate", "DeleteCertificate" ->
              calls.on(action, CERTIFICATE + request.segments().getLast());
          case "ListThingPrincipals" -> calls.on(action, "thing/" + request.segments().get(1));
          default -> Call.of(action);
        });
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    String operation = OPERATIONS.getOrDefault(shape(request), "");
    meter.requested("iot", operation);
    ObjectNode answer =
        switch (operation) {
          case "RegisterCertificateWithoutCA" -> register(request);
          case "DescribeCertificate" -> describe(request.segments().getLast());
          case "UpdateCertificate" -> update(request);
          case "DeleteCertificate" -> delete(request);
          case "AttachThingPrincipal" -> attach(request);
          case "DetachThingPrincipal" -> detach(request);
          case "ListThingPrincipals" -> list(thing(request));
          case "ListPrincipalThings" -> listThings(principal(request));
          default -> throw new IllegalStateException("operation " + operation);
        };
    return CompletableFuture.completedFuture(AwsResponse.json(answer.toString()));
  }

  private static String shape(AwsRequest request) {
    List<String> path = request.segments();
    return request.method()
        + " "
        + switch (path.size()) {
          case 2 ->
              path.getFirst().equals("certificates") ? "certificates/*" : String.join("/", path);
          case 3 -> path.getFirst() + "/*/" + path.getLast();
          default -> "";
        };
  }

  private ObjectNode register(AwsRequest request) {
    JsonNode body = JsonBody.of(request);
    JsonNode status = body.path("status");
    Certificate certificate =
        certificates.register(
            body.path("certificatePem").asString(""),
            status.isMissingNode() ? CertificateStatus.INACTIVE : status(status.asString()));
    return identified(certificate);
  }

  private ObjectNode describe(String id) {
    Certificate certificate = certificates.get(id);
    ObjectNode description = identified(certificate);
    description.put("status", certificate.status().name());
    description.put("certificatePem", certificate.pem());
    description.put("certificateMode", "SNI_ONLY");
    description.put("creationDate", seconds(certificate.created()));
    description.put("lastModifiedDate", seconds(certificate.modified()));
    description
        .putObject("validity")
        .put("notBefore", seconds(certificate.x509().getNotBefore()))
        .put("notAfter", seconds(certificate.x509().getNotAfter()));
    return json().set("certificateDescription", description);
  }

  private ObjectNode update(AwsRequest request) {
    certificates.update(
        request.segments().getLast(), status(request.parameter("newStatus").orElse("")));
    return json();
  }

  private ObjectNode delete(AwsRequest request) {
    certificates.delete(
        request.segments().getLast(),
        request.parameter("forceDelete").map(Boolean::parseBoolean).orElse(false));
    return json();
  }

  private ObjectNode attach(AwsRequest request) {
    certificates.attach(principal(request), thing(request));
    return json();
  }

  private ObjectNode detach(AwsRequest request) {
    certificates.detach(principal(request), thing(request));
    return json();
  }

  private ObjectNode list(String thing) {
    ObjectNode answer = json();
    ArrayNode principals = answer.putArray("principals");
    certificates.ofThing(thing).forEach(it -> principals.add(arn(it.id())));
    return answer;
  }

  private ObjectNode listThings(String id) {
    ObjectNode answer = json();
    ArrayNode attached = answer.putArray("things");
    certificates.get(id).things().stream().sorted().forEach(attached::add);
    return answer;
  }

  private ObjectNode identified(Certificate certificate) {
    return json()
        .put("certificateArn", arn(certificate.id()))
        .put("certificateId", certificate.id());
  }

  /// The thing that the path names.
  private String thing(AwsRequest request) {
    String name = request.segments().get(1);
    return things.find(name).orElseThrow(() -> Things.notFound(name)).name();
  }

  /// The id of the certificate that the header names.
  private String principal(AwsRequest request) {
    String arn = request.header("x-amzn-principal").orElse("");
    String arnPrefix = arn("");
    if (!arn.startsWith(arnPrefix)) {
      throw JsonBody.invalid(
          "principal '%s' is not known here; it must be the ARN of a certificate, %s…"
              .formatted(arn, arnPrefix));
    }
    return arn.substring(arnPrefix.length());
  }

  private String arn(String id) {
    return calls.arnPrefix() + CERTIFICATE + id;
  }

  private static CertificateStatus status(String name) {
    return Arrays.stream(CertificateStatus.values())
        .filter(status -> status.name().equals(name))
        .findAny()
        .orElseThrow(() ->
            JsonBody.invalid(
                "status '%s' cannot be given; allowed are %s"
                    .formatted(name, List.of(CertificateStatus.values()))));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLIS_PER_SECOND;
  }

  private static double seconds(Date time) {
    return seconds(time.toInstant());
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }
}
