package io.ocppgateway.local.dynamodb;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/// A table of the template: keys, indexes, stream and time to live. What concerns capacity,
/// encryption, backups and replicas has no meaning here and is passed over.
///
/// @param timeToLiveAttribute `null` where items live for ever
record TableSpec(CreateTableRequest request, @Nullable String timeToLiveAttribute) {

  static List<TableSpec> of(Template template) {
    return template.resources("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable").stream()
        .map(TableSpec::of)
        .toList();
  }

  Optional<UpdateTimeToLiveRequest> timeToLive() {
    return Optional.ofNullable(timeToLiveAttribute)
        .map(attribute ->
            UpdateTimeToLiveRequest.builder()
                .tableName(request.tableName())
                .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true))
                .build());
  }

  private static TableSpec of(Resource table) {
    TemplateValue properties = table.properties();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.physicalName())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                properties.get("AttributeDefinitions").items().stream()
                    .map(TableSpec::attribute)
                    .toList())
            .keySchema(keys(properties));
    properties
        .find("GlobalSecondaryIndexes")
        .ifPresent(indexes ->
            request.globalSecondaryIndexes(
                indexes.items().stream().map(TableSpec::globalIndex).toList()));
    properties
        .find("LocalSecondaryIndexes")
        .ifPresent(indexes ->
            request.localSecondaryIndexes(
                indexes.items().stream().map(TableSpec::localIndex).toList()));
    properties
        .find("StreamSpecification")
        .ifPresent(stream -> request.streamSpecification(stream(stream)));
    String timeToLive =
        properties
            .find("TimeToLiveSpecification")
            .filter(ttl -> ttl.flag("Enabled"))
            .map(ttl -> ttl.get("AttributeName").text())
            .orElse(null);
    return new TableSpec(request.build(), timeToLive);
  }

  private static AttributeDefinition attribute(TemplateValue attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.get("AttributeName").text())
        .attributeType(attribute.get("AttributeType").text())
        .build();
  }

  private static List<KeySchemaElement> keys(TemplateValue owner) {
    return owner.get("KeySchema").items().stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(key.get("AttributeName").text())
                .keyType(key.get("KeyType").text())
                .build())
        .toList();
  }

  private static GlobalSecondaryIndex globalIndex(TemplateValue index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.get("IndexName").text())
        .keySchema(keys(index))
        .projection(projection(index.get("Projection")))
        .build();
  }

  private static LocalSecondaryIndex localIndex(TemplateValue index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.get("IndexName").text())
        .keySchema(keys(index))
        .projection(projection(index.get("Projection")))
        .build();
  }

  private static Projection projection(TemplateValue projection) {
    Projection.Builder built =
        Projection.builder().projectionType(projection.get("ProjectionType").text());
    projection
        .find("NonKeyAttributes")
        .ifPresent(names ->
            built.nonKeyAttributes(names.items().stream().map(TemplateValue::text).toList()));
    return built.build();
  }

  private static StreamSpecification stream(TemplateValue stream) {
    return StreamSpecification.builder()
        .streamEnabled(true)
        .streamViewType(stream.get("StreamViewType").text())
        .build();
  }
}
