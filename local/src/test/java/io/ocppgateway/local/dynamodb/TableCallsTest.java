package io.ocppgateway.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.AwsRequest;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iam.TestRoles;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCallsTest {

  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/";

  private final TableCalls calls = new TableCalls(TestRoles.SURROUNDINGS);

  private List<String> asked(String operation, String body) {
    AwsRequest request =
        new AwsRequest(
            "1",
            "POST",
            "/",
            Map.of(),
            Map.of("x-amz-target", "DynamoDB_20120810." + operation),
            Buffer.buffer(body),
            "dynamodb",
            Principal.OPERATOR);
    return calls.of(request).stream()
        .map(call -> call.action() + " " + call.resource().replace(TABLE, "table/"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetItem | {'TableName':'T'} | dynamodb:GetItem table/T",
        "PutItem | {'TableName':'arn:aws:dynamodb:eu-west-1:000000000000:table/T'} | dynamodb:PutItem table/T",
        "Query | {'TableName':'T','IndexName':'I'} | dynamodb:Query table/T/index/I",
        "ListTables | {} | dynamodb:ListTables *",
        "TagResource | {'ResourceArn':'arn:x'} | dynamodb:TagResource arn:x",
        "BatchGetItem | {'RequestItems':{'T':{},'U':{}}} | dynamodb:BatchGetItem table/T,dynamodb:BatchGetItem table/U",
        "TransactWriteItems | {'TransactItems':[{'Put':{'TableName':'T'}},{'ConditionCheck':{'TableName':'U'}}]} | dynamodb:PutItem table/T,dynamodb:ConditionCheckItem table/U",
        "TransactGetItems | {'TransactItems':[{'Get':{'TableName':'T'}}]} | dynamodb:GetItem table/T"
      })
  void anOperationAsksForItsActionOnItsTables(String operation, String body, String expected) {
    assertThat(asked(operation, body.replace('\'', '"'))).containsExactly(expected.split(","));
  }

  @Test
  void anOperationWhoseTableCannotBeToldIsRefused() {
    assertThatThrownBy(() -> asked("ExecuteStatement", "{\"Statement\": \"SELECT * FROM T\"}"))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("ExecuteStatement");
    assertThatThrownBy(() -> asked("GetItem", "no json")).isInstanceOf(AwsFault.class);
  }
}
