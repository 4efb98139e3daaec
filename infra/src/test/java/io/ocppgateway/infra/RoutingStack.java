package io.ocppgateway.infra;

import io.ocppgateway.infra.artifacts.BuiltArtifacts;
import io.ocppgateway.infra.settings.FunctionLogLevel;
import io.ocppgateway.infra.settings.RoutingSettings;
import io.ocppgateway.infra.settings.Validation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.RetentionDays;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A stack of the operator's data and the routing alone, with what a test adds to them.
@NullMarked
final class RoutingStack {

  static final int CONCURRENCY = 20;

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "Routing";

  private RoutingStack() {}

  /// Synthesizes it.
  ///
  /// @param name of its directory
  static Synthesized with(String name, Consumer<MessageRouting> added) {
    return with(name, RemovalPolicy.DESTROY, true, added);
  }

  static Synthesized with(
      String name,
      RemovalPolicy removal,
      boolean heartbeatRecords,
      Consumer<MessageRouting> added) {
    Path directory = Path.of("target", "synthesized", "routing-" + name).toAbsolutePath();
    App app = App.Builder.create().context(context()).outdir(directory.toString()).build();
    Stack stack = new Stack(app, NAME);
    OperatorData data =
        new OperatorData(stack, "Data", new OperatorData.Props(heartbeatRecords, null, removal));
    added.accept(
        new MessageRouting(
            stack,
            "Routing",
            new MessageRouting.Props(
                BuiltArtifacts.in(Synthesized.REPOSITORY).lambdasJar(),
                new RoutingSettings(
                    Duration.ofMinutes(5),
                    Validation.LENIENT,
                    heartbeatRecords,
                    FunctionLogLevel.INFO,
                    CONCURRENCY),
                RetentionDays.ONE_WEEK,
                data,
                new MessageOrigin("", "AROAEXAMPLE"))));
    app.synth();
    return new Synthesized(directory, NAME);
  }

  private static Map<String, Object> context() {
    return JSON.convertValue(
        JSON.readTree(Synthesized.REPOSITORY.resolve("cdk.json")).get("context"),
        new TypeReference<>() {});
  }
}
