package io.ocppgateway.infra.observability;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.QueryDefinition;
import software.amazon.awscdk.services.logs.QueryString;
import software.constructs.Construct;

/// Queries over all logs of the stack, saved in CloudWatch Logs Insights under the stack's name.
///
/// Gateways and functions write JSON with the same keys: `chargePointId` in every line that is
/// about one, `messageId` in every line about a message. So one query follows a charge point, or
/// one message, through all of them.
final class LogQueries extends Construct {

  private static final List<String> WHAT =
      List.of(
          "@timestamp",
          "level",
          "message",
          "chargePointId",
          "messageId",
          "action",
          "outcome",
          "reason",
          "cause",
          "@log");

  private final List<ILogGroup> logs;

  LogQueries(Construct scope, String id, List<ILogGroup> logs) {
    super(scope, id);
    this.logs = List.copyOf(logs);
    save("ChargePoint", "one charge point", lines("chargePointId = 'CP1'"));
    save("Message", "one message", lines("chargePointId = 'CP1' and messageId = '1'"));
    save("Failures", "failures", lines("level = 'ERROR' or outcome = 'FAILED'"));
    save("Undelivered", "undelivered commands", lines("outcome = 'UNDELIVERED'"));
    save(
        "Security",
        "security events",
        QueryString.Builder.create()
            .filterStatements(List.of("event = 'SECURITY'"))
            .statsStatements(List.of("count(*) as events by cause, source, chargePointId"))
            .sort("events desc")
            .limit(100)
            .build());
  }

  private static QueryString lines(String filter) {
    return QueryString.Builder.create()
        .fields(WHAT)
        .filterStatements(List.of(filter))
        .sort("@timestamp desc")
        .limit(200)
        .build();
  }

  private void save(String id, String name, QueryString query) {
    QueryDefinition.Builder.create(this, id)
        .queryDefinitionName(Stack.of(this).getStackName() + "/" + name)
        .queryString(query)
        .logGroups(logs)
        .build();
  }
}
