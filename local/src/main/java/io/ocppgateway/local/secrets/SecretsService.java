package io.ocppgateway.local.secrets;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.AwsResponse;
import io.ocppgateway.local.aws.AwsService;
import io.ocppgateway.local.iam.Call;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The operations of Secrets Manager by which programs read the template's secrets.
///
/// @see "AWS Secrets Manager API reference, AWS JSON protocol 1.1"
public final class SecretsService implements AwsService {

  private static final String TARGET = "secretsmanager.";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Secrets secrets;

  /// Operations on these secrets.
  public SecretsService(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public boolean handles(AwsRequest request) {
    return request.target().startsWith(TARGET);
  }

  @Override
  public List<Call> calls(AwsRequest request) {
    String operation = operation(request);
    return List.of(
        operation.equals("ListSecrets")
            ? Call.of("secretsmanager:" + operation)
            : new Call(
                "secretsmanager:" + operation,
                secrets.arn(parse(request.body()).path("SecretId").asString(""))));
  }

  @Override
  public AwsFault denied(String reason) {
    return AwsFault.accessDeniedOverJson(reason);
  }

  @Override
  public CompletionStage<AwsResponse> handle(AwsRequest request) {
    JsonNode input = parse(request.body());
    String operation = operation(request);
    ObjectNode output =
        switch (operation) {
          case "ListSecrets" -> listSecrets(input);
          case "GetSecretValue" -> getSecretValue(input);
          default ->
              throw invalid(
                  "%s is not available here; available are ListSecrets and GetSecretValue"
                      .formatted(operation));
        };
    return CompletableFuture.completedFuture(
        new AwsResponse(
            200,
            Map.of("content-type", "application/x-amz-json-1.1"),
            Buffer.buffer(output.toString())));
  }

  private static String operation(AwsRequest request) {
    return request.target().substring(TARGET.length());
  }

  private static JsonNode parse(Buffer body) {
    try {
      return JSON.readTree(body.getBytes());
    } catch (JacksonException notJson) {
      throw invalid("the request is not JSON: " + notJson.getOriginalMessage());
    }
  }

  private static AwsFault invalid(String message) {
    return new AwsFault(400, "InvalidRequestException", message);
  }

  private ObjectNode listSecrets(JsonNode input) {
    if (!input.path("Filters").isEmpty()) {
      throw invalid("filters are not available here; leave them out");
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
    return JsonNodeFactory.instance
        .objectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name())
        .put("SecretString", secret.value());
  }
}
