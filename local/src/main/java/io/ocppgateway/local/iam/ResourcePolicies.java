package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The policies that a template attaches to queues, tables and secrets. Immutable; safe for every
/// thread.
///
/// Within an account such a policy and those of a role are one: what either allows is allowed, and
/// what either denies is denied. Who is named as the whole account is allowed nothing by it, but
/// denied by it.
///
/// @see "IAM user guide, Identity-based policies and resource-based policies"
public final class ResourcePolicies {

  /// Of a template that has none.
  public static final ResourcePolicies NONE = new ResourcePolicies(Map.of());

  private final Map<String, List<Statement>> byResource;

  private ResourcePolicies(Map<String, List<Statement>> byResource) {
    this.byResource = Map.copyOf(byResource);
  }

  /// Reads them.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if one cannot be honoured here
  public static ResourcePolicies of(Template template, Surroundings surroundings) {
    Map<String, List<Statement>> policies = new HashMap<>();
    for (Resource policy : template.resources("AWS::SQS::QueuePolicy")) {
      List<Statement> statements = statements(policy.properties().get("PolicyDocument"));
      for (TemplateValue queue : policy.properties().get("Queues").items()) {
        String url = queue.text();
        add(policies, surroundings.arn("sqs", url.substring(url.lastIndexOf('/') + 1)), statements);
      }
    }
    for (Resource policy : template.resources("AWS::SecretsManager::ResourcePolicy")) {
      add(
          policies,
          policy.properties().get("SecretId").text(),
          statements(policy.properties().get("ResourcePolicy")));
    }
    for (Resource table :
        template.resources("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")) {
      String arn = surroundings.arn("dynamodb", "table/" + table.physicalName());
      for (TemplateValue owner : withReplicas(table.properties())) {
        owner
            .find("ResourcePolicy")
            .ifPresent(policy -> add(policies, arn, statements(policy.get("PolicyDocument"))));
      }
    }
    return new ResourcePolicies(policies);
  }

  /// A global table has the policy of its replica in each region.
  private static List<TemplateValue> withReplicas(TemplateValue table) {
    List<TemplateValue> owners = new ArrayList<>(List.of(table));
    table.find("Replicas").ifPresent(replicas -> owners.addAll(replicas.items()));
    return owners;
  }

  private static void add(
      Map<String, List<Statement>> policies, String resource, List<Statement> statements) {
    policies.computeIfAbsent(resource, _ -> new ArrayList<>()).addAll(statements);
  }

  private static List<Statement> statements(TemplateValue document) {
    return PolicyReader.ofResource(document);
  }

  /// The statements that speak of a resource; those of a table speak of its indexes and streams
  /// too.
  List<Statement> about(String resource) {
    List<Statement> own = byResource.get(resource);
    if (own != null) {
      return own;
    }
    int table = resource.indexOf(":table/");
    int part = table < 0 ? -1 : resource.indexOf('/', table + ":table/".length());
    return part < 0 ? List.of() : byResource.getOrDefault(resource.substring(0, part), List.of());
  }
}
