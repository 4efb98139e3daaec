package io.ocppgateway.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {

  private static final Surroundings HERE =
      new Surroundings("Stack", "eu-west-1", "http://127.0.0.1:4566");

  private static final String RESOURCES =
      """
      "Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {}},
      "Named": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "beats"}},
      "Queue": {"Type": "AWS::SQS::Queue"},
      "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "gateway"}},
      "Secret": {"Type": "AWS::SecretsManager::Secret"},
      "Fn": {"Type": "AWS::Lambda::Function", "Properties": {}},
      "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Fn"}}},
      "Alias": {"Type": "AWS::Lambda::Alias",
                "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"}},
      "Rule": {"Type": "AWS::IoT::TopicRule", "Properties": {}},
      "Lb": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {}},
      "Off": {"Type": "AWS::SQS::Queue", "Condition": "Never"}
      """;

  /// A template whose resource `X` has the value as its property `V`.
  private static Template template(String value) {
    return Template.of(
        JsonMapper.shared()
            .readTree(
                """
                {"Parameters": {"P": {"Type": "String", "Default": "p"}, "Q": {"Type": "String"}},
                 "Mappings": {"M": {"a": {"b": "mapped"}}},
                 "Conditions": {
                   "IsP": {"Fn::Equals": [{"Ref": "P"}, "p"]},
                   "Never": {"Fn::Not": [{"Condition": "IsP"}]},
                   "Some": {"Fn::Or": [{"Condition": "Never"}, {"Condition": "IsP"}]},
                   "Both": {"Fn::And": [{"Condition": "Never"}, {"Condition": "IsP"}]}},
                 "Resources": {%s, "X": {"Type": "T", "Properties": {"V": %s}}}}
                """
                    .formatted(RESOURCES, value)),
        HERE);
  }

  private static TemplateValue valueOf(String value) {
    return template(value).resource("X").orElseThrow().properties().get("V");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'Ref': 'Table'}                     | Stack-Table",
        "{'Ref': 'Named'}                     | beats",
        "{'Ref': 'Queue'}                     | http://127.0.0.1:4566/000000000000/Stack-Queue",
        "{'Ref': 'Secret'}                    | arn:aws:secretsmanager:eu-west-1:000000000000:secret:Stack-Secret-000000",
        "{'Ref': 'Rule'}                      | Stack_Rule",
        "{'Ref': 'Version'}       | arn:aws:lambda:eu-west-1:000000000000:function:Stack-Fn:1",
        "{'Ref': 'Alias'}         | arn:aws:lambda:eu-west-1:000000000000:function:Stack-Fn:live",
        "{'Fn::GetAtt': ['Table', 'Arn']}  | arn:aws:dynamodb:eu-west-1:000000000000:table/Stack-Table",
        "{'Fn::GetAtt': ['Role', 'RoleId']}   | AROA3E21AB62FB1730038",
        "{'Fn::GetAtt': 'Queue.Arn'}          | arn:aws:sqs:eu-west-1:000000000000:Stack-Queue",
        "{'Ref': 'P'}                         | p",
        "{'Ref': 'AWS::Region'}               | eu-west-1",
        "{'Ref': 'AWS::AccountId'}            | 000000000000",
        "{'Fn::Join': ['-', ['a', {'Ref': 'P'}, 'c']]}       | a-p-c",
        "{'Fn::Sub': 'x-${P}-${Table}-${Queue.QueueName}-${!P}'} | x-p-Stack-Table-Stack-Queue-${P}",
        "{'Fn::Sub': ['${v}!', {'v': {'Ref': 'P'}}]}         | p!",
        "{'Fn::Select': [1, ['a', {'Ref': 'P'}]]}            | p",
        "{'Fn::Select': ['7', {'Fn::Split': [':', {'Ref': 'Alias'}]}]} | live",
        "{'Fn::If': ['IsP', 'yes', 'no']}     | yes",
        "{'Fn::If': ['Never', 'yes', 'no']}   | no",
        "{'Fn::If': ['Some', 'yes', 'no']}    | yes",
        "{'Fn::If': ['Both', 'yes', 'no']}    | no",
        "{'Fn::FindInMap': ['M', 'a', 'b']}   | mapped",
      })
  void intrinsicsAreComputed(String value, String expected) {
    assertThat(valueOf(value.replace('\'', '"')).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'Fn::ImportValue': 'x'}             | the intrinsic Fn::ImportValue cannot be resolved",
        "{'Fn::GetAtt': ['Lb', 'DNSName']}    | the attribute DNSName of Lb",
        "{'Ref': 'Nothing'}                   | the template has no resource Nothing",
        "{'Ref': 'Q'}                         | the parameter Q has no value",
        "{'Fn::If': ['Unknown', 1, 2]}        | no condition Unknown",
        "{'Fn::Select': [5, ['a']]}           | element 5 of 1",
        "{'Fn::Sub': '${Lb.DNSName}'}         | the attribute DNSName of Lb",
        "{'Fn::FindInMap': ['M', 'a', 'z']}   | no mapping M.a.z",
      })
  void whatCannotBeKnownFailsWithItsPosition(String value, String fault) {
    assertThatThrownBy(() -> valueOf(value.replace('\'', '"')))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("X.V: ")
        .hasMessageContaining(fault);
  }

  @Test
  void positionsLeadThroughListsAndObjects() {
    TemplateValue list = valueOf("[{\"a\": 1}, {\"b\": {\"Fn::Transform\": {}}}]").items().get(1);

    assertThatThrownBy(() -> list.get("b")).hasMessageStartingWith("X.V[1].b: ");
    assertThatThrownBy(() -> list.get("c")).hasMessageContaining("the property c is missing");
  }

  @Test
  void whatIsNeverReadNeedNotBeUnderstood() {
    Template template = template("{\"Fn::Transform\": {}}");

    assertThat(template.resource("Table").orElseThrow().physicalName()).isEqualTo("Stack-Table");
  }

  @Test
  void noValueLeavesAPropertyOut() {
    TemplateValue value =
        valueOf("{\"a\": {\"Ref\": \"AWS::NoValue\"}, \"b\": [1, {\"Ref\": \"AWS::NoValue\"}]}");

    assertThat(value.find("a")).isEmpty();
    assertThat(value.get("b").items()).hasSize(1);
  }

  @Test
  void resourcesWhoseConditionDoesNotHoldAreNotThere() {
    List<String> queues =
        template("1").resources("AWS::SQS::Queue").stream().map(Resource::logicalId).toList();

    assertThat(queues).contains("Queue").doesNotContain("Off");
  }
}
