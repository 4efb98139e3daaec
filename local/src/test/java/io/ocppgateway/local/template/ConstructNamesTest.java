package io.ocppgateway.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConstructNamesTest {

  @ParameterizedTest
  @CsvSource({
    "/S/MessageRouting/FrameHandler/Function/Resource, AWS::Lambda::Function,      FrameHandler",
    "/S/MessageRouting/AllFrames/Rule,                 AWS::IoT::TopicRule,        AllFrames",
    "/S/OperatorData/ChargePoints/Resource,            AWS::DynamoDB::GlobalTable, ChargePoints",
    "/S/Queue/Resource,                                AWS::SQS::Queue,            Queue",
    "/S,                                               AWS::SQS::Queue,            Id",
  })
  void theConstructThatPeopleWroteGivesTheName(String path, String type, String name) {
    ConstructNames names =
        ConstructNames.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"%s": [{"type": "aws:cdk:creationStack", "data": ["x"]},
                            {"type": "aws:cdk:logicalId", "data": "Id"}]}
                    """
                        .formatted(path)));

    assertThat(names.nameOf("Id", type)).isEqualTo(name);
    assertThat(names.nameOf("Other", type)).isEqualTo("Other");
  }
}
