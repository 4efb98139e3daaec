package io.ocppgateway.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TestAssembly;
import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.UsageMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FunctionsTest {

  private static final String ON_FAILURE =
      """
      , "Config": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
          "FunctionName": {"Ref": "Fn"}, "Qualifier": "live", "MaximumRetryAttempts": 0,
          "MaximumEventAgeInSeconds": 60,
          "DestinationConfig": {"OnFailure": {"Destination": "arn:dead"}}}}
      """;

  @TempDir Path directory;

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final AccessControl access = new AccessControl();
  private final UsageMeter meter = new UsageMeter(Clock.systemUTC());
  private Functions functions;

  /// Far more than a function takes that ends.
  private int timeoutSeconds = 30;

  @AfterEach
  void end() {
    if (functions != null) {
      functions.close();
    }
  }

  private Functions load(String handler, String more) throws IOException {
    return load(handler, more, TestRoles.ANY);
  }

  private Functions load(String handler, String more, String role) throws IOException {
    TestAssembly.write(
        directory,
        """
        {"Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": {
          "Runtime": "java25", "Handler": "%s", "Timeout": %d, "Code": {"S3Key": "handlers.jar"},
          "Role": %s, "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARN"},
          "Environment": {"Variables": {"GREETING": "hello"}}}}, %s %s}}
        """
            .formatted(handler, timeoutSeconds, TestRoles.ANY_ARN, role, more),
        TestHandlers.Greeting.class,
        TestHandlers.Sum.class,
        TestHandlers.Failing.class,
        TestHandlers.Endless.class);
    CloudAssembly assembly = CloudAssembly.read(directory);
    Surroundings here = new Surroundings("S", "eu-west-1", "http://127.0.0.1:1");
    functions =
        Functions.load(
            new FunctionsConfig(
                assembly, assembly.template(here), here, new Principals(), access, directory),
            new Sent(sent),
            Clock.systemUTC(),
            meter);
    return functions;
  }

  private static String handler(String name) {
    return "io.ocppgateway.local.lambda.TestHandlers$" + name + "::handleRequest";
  }

  private Outcome invoke(String event) throws InterruptedException {
    return functions
        .find("S-Fn")
        .orElseThrow()
        .invoke(event.getBytes(StandardCharsets.UTF_8), "r1");
  }

  @Test
  void aStreamHandlerGetsItsOwnEnvironmentAndItsOwnLog() throws Exception {
    load(handler("Greeting"), "").warmUp();

    Outcome outcome = invoke("{\"a\":1}");

    assertThat(outcome.payload())
        .hasToString("{\"greeting\":\"hello\",\"key\":true,\"level\":\"WARN\"}");
    assertThat(directory.resolve("Fn.log")).content().contains("greeting {\"a\":1}");
    assertThat(meter.usage().functions())
        .extracting(FunctionUsage::name, FunctionUsage::invocations, FunctionUsage::errors)
        .containsExactly(tuple("S-Fn", 1L, 0L));
  }

  @Test
  void aFunctionThatMayNotWriteItsLogWorksAndItsLogIsLost() throws Exception {
    String noLogs =
        TestRoles.ALL.replace("\"Action\": \"*\"", "\"NotAction\": \"logs:PutLogEvents\"");
    load(handler("Greeting"), "", TestRoles.resource("Any", noLogs)).warmUp();

    Outcome outcome = invoke("{}");

    assertThat(outcome).isInstanceOf(Outcome.Returned.class);
    assertThat(directory.resolve("Fn.log")).doesNotExist();
    assertThat(access.refusals())
        .containsExactly(new AccessControl.Refused("Any", "logs:PutLogEvents"));
  }

  @Test
  void aTypedHandlerGetsItsEventAsItsType() throws Exception {
    load(handler("Sum"), "");

    Outcome outcome = invoke("{\"a\":1,\"b\":2}");

    assertThat(outcome).isInstanceOf(Outcome.Returned.class);
    assertThat(outcome.payload()).hasToString("3");
  }

  @Test
  void anErrorIsDescribedAsLambdaDescribesIt() throws Exception {
    load(handler("Failing"), "");

    Outcome outcome = invoke("{}");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.payload().toString())
        .contains("\"errorMessage\":\"never again\"")
        .contains("\"errorType\":\"java.lang.IllegalStateException\"");
  }

  @Test
  void anInvocationThatTakesTooLongIsGivenUp() throws Exception {
    timeoutSeconds = 1;
    load(handler("Endless"), "");

    Outcome outcome = invoke("{}");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.payload().toString()).contains("timed out after 1.00 seconds");
  }

  @Test
  void anAsynchronousFailureReachesItsDestination() throws Exception {
    load(handler("Failing"), ON_FAILURE);

    functions.invokeAsync(
        "arn:aws:lambda:eu-west-1:000000000000:function:S-Fn:live",
        "{\"frame\":1}".getBytes(StandardCharsets.UTF_8));

    await().until(() -> sent.size() == 1);
    JsonNode record = JsonMapper.shared().readTree(sent.getFirst());
    assertThat(record.path("requestPayload").path("frame").asInt()).isEqualTo(1);
    assertThat(record.path("requestContext").path("condition").asString())
        .isEqualTo("RetriesExhausted");
    assertThat(record.path("responsePayload").path("errorMessage").asString())
        .isEqualTo("never again");
    assertThat(meter.usage().functions())
        .extracting(FunctionUsage::name, FunctionUsage::invocations, FunctionUsage::errors)
        .containsExactly(tuple("S-Fn", 1L, 1L));
  }

  @Test
  void aHandlerThatIsNotInTheJarFailsTheWarmUp() throws Exception {
    load("io.ocppgateway.local.LocalStack::handleRequest", "");

    assertThatThrownBy(() -> functions.warmUp())
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Fn.Handler: ")
        .hasMessageContaining("io.ocppgateway.local.LocalStack");
  }
}
