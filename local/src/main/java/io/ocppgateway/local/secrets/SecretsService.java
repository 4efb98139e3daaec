package io.ocppgateway.local.secrets;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.aws.JsonProtocol;
import io.ocppgateway.local.iam.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The operations of Secrets Manager by which programs read the template's secrets.
///
/// @see "AWS Secrets Manager API reference, AWS JSON protocol 1.1"
public final class SecretsService implements AwsService {

  private static final JsonProtocol PROTOCOL =
      new JsonProtocol("secretsmanager.", "1.1", "InvalidRequestException");

  private final Secrets secrets;

  /// Operations on these secrets.
  public SecretsService(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return PROTOCOL.isOf(request);
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    String operation = PROTOCOL.operation(request);
    return List.of(
        operation.equals("ListSecrets")
            ? Call.of("secretsmanager:" + operation)
            : new Call(
                "secretsmanager:" + operation,
                secrets.arn(PROTOCOL.input(request).path("SecretId").asString(""))));
  }

  @Override
  public AwsFault denied(String reason) {
    return AwsFault.accessDeniedOverJson(reason);
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    JsonNode input = PROTOCOL.input(request);
    String operation = PROTOCOL.operation(request);
    ObjectNode output =
        switch (operation) {
          case "ListSecrets" -> listSecrets(input);
          case "GetSecretValue" -> getSecretValue(input);
          default ->
              throw PROTOCOL.invalid(
                  "%s is not available here; available are ListSecrets and GetSecretValue"
                      .formatted(operation));
        };
    return CompletableFuture.completedFuture(PROTOCOL.answer(output));
  }

  private ObjectNode listSecrets(JsonNode input) {
    if (!input.path("Filters").isEmpty()) {
      throw PROTOCOL.invalid("filters are not available here; leave them out");
    }
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode list = output.putArray("SecretList");
    secrets
        .all()
        .forEach(secret -> list.addObject().put("ARN", secret.arn()).put("Name", secret.name()));
    return output;
  }

  private ObjectNode getSecretValue(JsonNode input) {
    String id = input.path("SecretId").asString("");
    Secret secret =
        secrets
            .find(id)
            .orElseThrow(() ->
                new AwsFault(
                    400,
                    "ResourceNotFoundException",
                    "there is no secret '%s'; there are %s"
                        .formatted(id, secrets.all().stream().map(Secret::name).toList())));
    Secret.Value value = secret.value();
    return JsonNodeFactory.instance
        .objectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name())
        .put("VersionId", value.version())
        .put("SecretString", value.text());
  }
}
