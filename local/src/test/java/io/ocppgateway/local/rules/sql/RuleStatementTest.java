package io.ocppgateway.local.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.message.PublishProperties;
import io.ocppgateway.local.iot.message.UserProperty;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleStatementTest {

  private static final String FRAME = "[2,\"id\",\"Heartbeat\",{\"a\":{\"b\":[1,2.50,10.0]}}]";

  private static RuleMessage message(String payload) {
    return message("CP1/in", payload);
  }

  private static RuleMessage message(String topic, String payload) {
    return RuleMessage.of(
        new Publish(
            topic,
            Buffer.buffer(payload),
            1,
            false,
            PublishProperties.of(
                List.of(new UserProperty("ocpp", "ocpp1.6"), new UserProperty("x", "y"))),
            "CP1",
            new Principal.Administrator("gateway"),
            Instant.ofEpochMilli(1_700_000_000_000L)));
  }

  private static Optional<JsonNode> apply(String sql, String payload) {
    return RuleStatement.parse(sql).apply(message(payload));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /// What `SELECT VALUE` makes of an expression over the frame.
  private static String value(String expression) {
    return apply("SELECT VALUE " + expression + " FROM '+/in'", FRAME)
        .map(JsonNode::toString)
        .orElse("no match");
  }

  @Test
  void framesTravelWholeUnderTheirAlias() {
    String sql =
        "SELECT * AS message, topic(1) AS chargePointId, get_user_properties('ocpp') AS ocpp,"
            + " timestamp() AS receivedAt FROM '+/in'";

    Optional<JsonNode> output = apply(sql, FRAME);

    assertThat(output.orElseThrow())
        .hasToString(
            "{\"message\":[2,\"id\",\"Heartbeat\",{\"a\":{\"b\":[1,2.50,10]}}],"
                + "\"chargePointId\":\"CP1\",\"ocpp\":[\"ocpp1.6\"],"
                + "\"receivedAt\":1700000000000}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "WHERE get(*, 2) = 'Heartbeat' | true",
        "WHERE get(*, 2) = 'StatusNotification' | false",
        "WHERE get(*, 0) = 2 AND get(*, 2) <> 'DataTransfer' | true",
        "WHERE get(*, 0) = 3 OR get(*, 0) = 4 | false",
        "WHERE NOT get(*, 0) = 3 | true",
        "WHERE get(*, 9) = 'x' | false",
        "WHERE get(*, 9) <> 'x' | false",
        "WHERE NOT get(*, 9) = 'x' | false",
        "WHERE isUndefined(get(*, 9)) | true",
        "where GET(*, 2) in ['Heartbeat'] | true",
        "WHERE missing | false",
      })
  void whereDecides(String where, boolean expected) {
    RuleStatement statement = RuleStatement.parse("SELECT * FROM '+/in' " + where);

    Optional<JsonNode> output = statement.apply(message(FRAME));

    assertThat(output.isPresent()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "get(*, 2)                                  | \"Heartbeat\"",
        "get(*, 3).a.b                              | [1,2.50,10]",
        "get(get(get(*, 3), 'a').b, 1)              | 2.50",
        "upper(concat(get(*, 2), '-', topic(1)))    | \"HEARTBEAT-CP1\"",
        "substring(lower(get(*, 2)), 0, 5)          | \"heart\"",
        "length(get(*, 2))                          | 9",
        "indexof('abc', 'c')                        | 2",
        "startswith('abc', 'ab')                    | true",
        "endswith('abc', 'ab')                      | false",
        "regexp_matches('CP12', 'P[0-9]+$')       | true",
        "replace('a.b', '.', '-')                   | \"a-b\"",
        "concat([1], 2, [3])                        | [1,2,3]",
        "1 + 2 * 3                                  | 7",
        "(1 + 2) * 3                                | 9",
        "-(7 % 4)                                   | -3",
        "7 / 2                                      | 3.5",
        "7 / 0                                      | \"\"",
        "'a' + 1                                    | \"a1\"",
        "'10' > 9                                   | true",
        "'x' > 9                                    | \"\"",
        "abs(-2.5)                                  | 2.5",
        "floor(2.5)                                 | 2",
        "ceil(2.1)                                  | 3",
        "round(2.5)                                 | 3",
        "mod(7, 4)                                  | 3",
        "nanvl('x', 1)                              | 1",
        "cast('12' AS Int)                          | 12",
        "cast(2.9 AS Int)                           | 2",
        "cast(12 AS String)                         | \"12\"",
        "cast('true' AS Boolean)                    | true",
        "cast('abc' AS Decimal)                     | \"\"",
        "encode('hi', 'base64')                     | \"aGk=\"",
        "decode('aGk=', 'base64')                   | \"hi\"",
        "md5('hi')                                  | \"49f68a5c8493ec2c0bf489821c21fc3b\"",
        "parse_time('yyyy-MM-dd', timestamp())      | \"2023-11-14\"",
        "time_to_epoch('2023-11-14', 'yyyy-MM-dd')  | 1699920000000",
        "CASE get(*, 0) WHEN 2 THEN 'call' ELSE 'other' END | \"call\"",
        "CASE get(*, 9) WHEN 2 THEN 'call' ELSE 'other' END | \"\"",
        "{'k': get(*, 0), 'gone': missing}          | {\"k\":2}",
        "[get(*, 0), missing, null]                 | [2,null]",
        "isNull(null)                               | true",
        "clientid()                                 | \"CP1\"",
        "principal()                                | \"gateway\"",
        "topic()                                    | \"CP1/in\"",
        "topic(3)                                   | \"\"",
        "get_user_properties('none')                | \"\"",
        "get(get_user_properties('ocpp'), 0)        | \"ocpp1.6\"",
      })
  void expressionsHaveTheirDocumentedValue(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @Test
  void undefinedPropertiesAreDropped() {
    Optional<JsonNode> output =
        apply("SELECT a.b AS here, a.c AS gone, `a` FROM 't'", "{\"a\":{\"b\":1}}");

    assertThat(output).contains(json("{\"here\":1,\"a\":{\"b\":1}}"));
  }

  @Test
  void starMergesAnObjectWithWhatStandsBesideIt() {
    Optional<JsonNode> output = apply("SELECT *, topic(1) AS id FROM 't'", "{\"a\":1}");

    assertThat(output).contains(json("{\"a\":1,\"id\":\"CP1\"}"));
  }

  @Test
  void starBesideOthersFailsOnAnArray() {
    assertThatThrownBy(() -> apply("SELECT *, topic(1) AS id FROM 't'", FRAME))
        .isInstanceOf(RuleFailure.class)
        .hasMessageContaining("* AS message");
  }

  @Test
  void whatIsNotJsonPassesAsBytesOnlyAlone() {
    Optional<JsonNode> alone = apply("SELECT * FROM 't'", "no json");
    Optional<JsonNode> encoded = apply("SELECT encode(*, 'base64') AS b FROM 't'", "no json");

    assertThat(alone.orElseThrow().binaryValue()).asString().isEqualTo("no json");
    assertThat(encoded).contains(json("{\"b\":\"bm8ganNvbg==\"}"));
    assertThatThrownBy(() -> apply("SELECT * AS m FROM 't'", "no json"))
        .isInstanceOf(RuleFailure.class)
        .hasMessageContaining("base64");
  }

  @Test
  void basicIngestHidesItsPrefix() {
    RuleStatement statement = RuleStatement.parse("SELECT topic(1) AS id FROM '+/in'");
    RuleMessage message = message("$aws/rules/r/CP1/in", FRAME);

    assertThat(message.basicIngestRule()).isEqualTo("r");
    assertThat(statement.apply(message)).contains(json("{\"id\":\"CP1\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT aws_lambda('f', 1) AS x FROM 't'      | line 1 column 8  | function aws_lambda",
        "SELECT upper(get_dynamodb(1)) AS x FROM 't'  | line 1 column 14 | function get_dynamodb",
        "SELECT * FROM 't' WHERE sourceip() = 'x'     | line 1 column 25 | function sourceip",
        "SELECT topic(1, 2) AS x FROM 't'             | line 1 column 8  | takes 0 to 1 arguments",
        "SELECT cast(1 AS Date) AS x FROM 't'         | line 1 column 18 | cast to Date",
        "SELECT topic(1) FROM 't'                     | line 1 column 8  | name with AS",
        "SELECT (SELECT v FROM e) AS x FROM 't'       | line 1 column 9  | SELECT",
        "SELECT * FROM t                              | line 1 column 15 | mismatched input 't'",
        "SELECT a IN (1, 2) AS x FROM 't'             | line 1 column 15 | ,",
      })
  void whatCannotBeHonouredIsRefusedWithItsPlace(String sql, String place, String fault) {
    assertThatThrownBy(() -> RuleStatement.parse(sql))
        .isInstanceOf(RuleSqlException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "+/in, CP1/in, true",
    "+/in, CP1/out, false",
    "+/in, a/b/in, false",
    "#, CP1/in, true",
    "#, $aws/events/x, false",
    "+/events/x, $aws/events/x, false",
    "$aws/events/#, $aws/events/x, true",
    "CP1/#, CP1, true",
  })
  void filtersMatchAsTheBrokersDo(String filter, String topic, boolean expected) {
    assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(expected);
  }

  @Test
  void substitutionTemplatesSeeTheOriginalPayload() {
    SubstitutionTemplate template =
        SubstitutionTemplate.parse("${topic(1)}/seen/${get(*, 2)}/${missing}");

    assertThat(template.evaluate(message(FRAME))).isEqualTo("CP1/seen/Heartbeat/");
  }
}
