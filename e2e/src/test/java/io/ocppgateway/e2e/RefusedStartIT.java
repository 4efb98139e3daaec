package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.process.ProcessFailedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A stack whose tasks lack a permission that they cannot start or become ready without does not
/// start, and says which one.
class RefusedStartIT {

  private static final String DENY_ALL =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}
      """;

  private static final EditedTemplate WITHOUT_TABLE =
      EditedTemplate.changed(
          "AWS::DynamoDB::GlobalTable",
          "OperatorDataChargePoints",
          "/Replicas/0/ResourcePolicy",
          "{\"PolicyDocument\": %s}".formatted(DENY_ALL));

  /// Those whose gateway is never ready: begun together, as each waits for it half a minute.
  private static CompletableFuture<Stack> withoutGetItem;

  private static CompletableFuture<Stack> withoutConnect;
  private static CompletableFuture<Stack> deniedByTable;

  @BeforeAll
  static void begin() {
    withoutGetItem = supply(() -> withoutOfGateway("dynamodb:GetItem"));
    withoutConnect = supply(() -> withoutOfGateway("iot:Connect"));
    deniedByTable = supply(() -> start("denied-by-table", WITHOUT_TABLE));
  }

  private static CompletableFuture<Stack> supply(Supplier<Stack> start) {
    return CompletableFuture.supplyAsync(start, Thread::startVirtualThread);
  }

  private static void assertThatGatewayIsNeverReady(
      CompletableFuture<Stack> starting, String... reasons) {
    assertThatThrownBy(() -> starting.join().close())
        .cause()
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("gateway 1 was not ready")
        .hasMessageContainingAll(reasons);
  }

  private static Stack withoutOfGateway(String action) {
    return start(
        "without-" + action.replace(':', '-'),
        EditedTemplate.withoutAction("GatewayServiceTaskRoleDefaultPolicy", action));
  }

  private static Stack start(String name, EditedTemplate template) {
    return Stack.start(name, 1, List.of("REFUSED"), Map.of(), template);
  }

  @Test
  void aGatewayThatMayNotReadTheTableIsNeverReady() {
    assertThatGatewayIsNeverReady(withoutGetItem, "party=registry", "dynamodb:GetItem");
  }

  @Test
  void aGatewayThatMayNotConnectIsNeverReady() {
    assertThatGatewayIsNeverReady(withoutConnect, "party=broker", "CONNACK 0x87");
  }

  @Test
  void aTableThatDeniesTheGatewayIsReadByNobody() {
    assertThatGatewayIsNeverReady(deniedByTable, "party=registry", "dynamodb:GetItem");
  }

  @Test
  void aSecretThatDeniesEcsKeepsTheStackFromStarting() {
    EditedTemplate template =
        EditedTemplate.withSecretPolicy("OperatorDataCredentialPepper", DENY_ALL);

    assertThatThrownBy(() -> start("denied-by-secret", template))
        .hasMessageContaining("the task could not start in AWS")
        .hasMessageContaining("with an explicit deny in a resource-based policy");
  }

  @Test
  void aTaskWhoseLogMayNotBeWrittenDoesNotStart() {
    EditedTemplate template =
        EditedTemplate.withoutAction(
            "GatewayServiceExecutionRoleDefaultPolicy", "logs:PutLogEvents");

    assertThatThrownBy(() -> start("without-log", template))
        .hasMessageContaining("LogConfiguration: the task could not start in AWS")
        .hasMessageContaining("not authorized to perform: logs:PutLogEvents");
  }

  @Test
  void aTaskWhoseImageMayNotBePulledDoesNotStart() {
    EditedTemplate template =
        EditedTemplate.withoutAction(
            "GatewayServiceExecutionRoleDefaultPolicy", "ecr:BatchGetImage");

    assertThatThrownBy(() -> start("without-image", template))
        .hasMessageContaining("Image: the task could not start in AWS")
        .hasMessageContaining("not authorized to perform: ecr:BatchGetImage");
  }
}
