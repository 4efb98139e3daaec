package io.ocppgateway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TestAssembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaysIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
          "TaskRoleArn": %s, "ExecutionRoleArn": %s, "ContainerDefinitions": [
          {"Image": "000000000000.dkr.ecr.eu-west-1.amazonaws.com/repository:gateway", "Environment": [{"Name": "PORT", "Value": "80"}]%s}]}},
        %s,
        "Targets": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
                    "Properties": {"HealthCheckPath": "/ready"}}}}
      """;

  @TempDir Path directory;

  private final List<String> deaths = new CopyOnWriteArrayList<>();
  private final int port = FreePort.find();

  private GatewayTask task(String more) throws IOException {
    return task(more, TestRoles.ANY);
  }

  /// @param role the resource `Any`, of which both roles of the task are
  private GatewayTask task(String more, String role) throws IOException {
    TestAssembly.write(
        directory, TEMPLATE.formatted(TestRoles.ANY_ARN, TestRoles.ANY_ARN, more, role));
    TestAssembly.writeGateway(directory, FakeGateway.class);
    CloudAssembly assembly = CloudAssembly.read(directory);
    Surroundings here = new Surroundings("S", "eu-west-1", "http://127.0.0.1:1");
    return GatewayTask.of(assembly.template(here), assembly, here).orElseThrow();
  }

  private Gateways start(int count) throws IOException {
    Gateways gateways =
        Gateways.start(
            task(""), count, Map.of("PORT", String.valueOf(port)), directory, deaths::add);
    gateways.awaitReady();
    return gateways;
  }

  /// The process that takes the next connection.
  private long whoAnswers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return Long.parseLong(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "macOS gives all connections to one listener")
  void severalShareThePort() throws IOException {
    try (Gateways gateways = start(2)) {
      Set<Long> answered = new HashSet<>();

      await().atMost(LIMIT).until(() -> answered.add(whoAnswers()) && answered.size() == 2);

      assertThat(answered).containsExactlyInAnyOrderElementsOf(gateways.pids());
    }
  }

  @Test
  void oneThatIsKilledIsAnnouncedAndTheOtherGoesOn() throws IOException {
    try (Gateways gateways = start(2)) {
      long killed = gateways.pids().getFirst();

      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await().atMost(LIMIT).until(() -> deaths.size() == 1);
      assertThat(deaths.getFirst()).contains("gateway 1", "process " + killed, "gateway-1.log");
      assertThat(gateways.areAlive()).isFalse();
      assertThat(whoAnswers()).isEqualTo(gateways.pids().getLast());
    }
    assertThat(deaths).hasSize(1);
  }

  @Test
  void secretsOfTheContainerAreKnownByTheirArns() throws IOException {
    GatewayTask task =
        task(", \"Secrets\": [{\"Name\": \"PEPPER\", \"ValueFrom\": \"arn:of:secret\"}]");

    assertThat(task.secrets()).isEqualTo(Map.of("PEPPER", "arn:of:secret"));
    assertThat(task.environment()).isEqualTo(Map.of("PORT", "80"));
  }

  @ParameterizedTest
  @CsvSource({
    "ecr:GetAuthorizationToken, Image",
    "ecr:BatchCheckLayerAvailability, Image",
    "ecr:GetDownloadUrlForLayer, Image",
    "ecr:BatchGetImage, Image",
    "logs:CreateLogStream, LogConfiguration",
    "logs:PutLogEvents, LogConfiguration",
    "secretsmanager:GetSecretValue, PEPPER"
  })
  void aTaskStartsOnlyIfItsExecutionRoleMayDoAllThatEcsDoes(String missing, String what)
      throws IOException {
    String container =
        """
        , "Secrets": [{"Name": "PEPPER", "ValueFrom": "arn:of:secret"}],
          "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": "Logs"}}
        """;
    String allButOne =
        TestRoles.ALL.replace("\"Action\": \"*\"", "\"NotAction\": \"" + missing + "\"");
    GatewayTask all = task(container);
    GatewayTask less = task(container, TestRoles.resource("Any", allButOne));
    AccessControl access = new AccessControl();

    assertThatCode(() -> all.roles().requireStart(access, all.startCalls()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> less.roles().requireStart(access, less.startCalls()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Task.%s: the task could not start in AWS: ".formatted(what))
        .hasMessageContaining("not authorized to perform: " + missing);
  }

  @Test
  void aRoleThatDoesNotTrustTasksIsRefused() {
    String trust =
        "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}";

    assertThatThrownBy(() -> task("", TestRoles.resource("Any", trust, TestRoles.ALL)))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Task.TaskRoleArn: ECS cannot assume Role[Any]: its trust policy does not allow ecs-tasks.amazonaws.com on behalf of arn:aws:ecs:eu-west-1:000000000000:task/local/gateway");
  }

  @ParameterizedTest
  @CsvSource({"000000000000, true", "111111111111, false"})
  void aRoleIsAssumedForTasksOfTheAccountThatItTrusts(String account, boolean isAssumed) {
    String trust =
        """
        {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"},
         "Action": "sts:AssumeRole",
         "Condition": {"StringEquals": {"aws:SourceAccount": "%s"}}}
        """
            .formatted(account);

    Throwable fault =
        catchThrowable(() -> task("", TestRoles.resource("Any", trust, TestRoles.ALL)));

    assertThat(fault == null).isEqualTo(isAssumed);
  }
}
