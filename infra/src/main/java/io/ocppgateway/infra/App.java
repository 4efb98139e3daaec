package io.ocppgateway.infra;

import io.ocppgateway.infra.artifacts.BuiltArtifacts;
import io.ocppgateway.infra.artifacts.MissingArtifactsException;
import io.ocppgateway.infra.preflight.CdkCommand;
import io.ocppgateway.infra.preflight.NotReadyException;
import io.ocppgateway.infra.preflight.Preflight;
import io.ocppgateway.infra.settings.InvalidSettingsException;
import io.ocppgateway.infra.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The CDK app, started in the repository's root by the CDK command line or by `./cpo`.
///
/// Both set `CDK_OUTDIR`, where the template goes, and `CDK_CONTEXT_JSON`, the context, with the
/// feature flags of `cdk.json`.
public final class App {

  private static final String OUTDIR_VARIABLE = "CDK_OUTDIR";
  private static final String DEFAULT_OUTDIR = "cdk.out";

  /// Of resources: they would name a directory of the jsii runtime that is another one each time.
  private static final String NO_CREATION_STACK_TRACES = "aws:cdk:disable-creation-stack-traces";

  private App() {}

  /// Synthesizes the stack; exits with 1 and the reasons if that is not possible.
  ///
  /// @param arguments none are known
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    String outdir = environment.getOrDefault(OUTDIR_VARIABLE, DEFAULT_OUTDIR);
    try {
      Preflight preflight = new Preflight(CdkCommand.ofCaller(), environment);
      preflight.check();
      software.amazon.awscdk.App app = build(Path.of(""), Path.of(outdir), Map.of(), environment);
      preflight.checkImage(
          Settings.of(context(app), environment).service().architecture().platform());
      app.synth();
    } catch (InvalidSettingsException | MissingArtifactsException | NotReadyException fault) {
      System.err.println(fault.getMessage());
      System.exit(1);
    }
  }

  /// The app with its one stack.
  ///
  /// @param repository root of the repository
  /// @param outdir where the template goes
  /// @param context context that `CDK_CONTEXT_JSON` adds to
  /// @param environment environment variables
  static software.amazon.awscdk.App build(
      Path repository, Path outdir, Map<String, Object> context, Map<String, String> environment) {
    software.amazon.awscdk.App app =
        software.amazon.awscdk.App.Builder.create()
            .context(context)
            .outdir(outdir.toString())
            // The same template whoever synthesizes it: the command line would add a resource.
            .analyticsReporting(false)
            // They name frames of the jsii runtime only.
            .stackTraces(false)
            .build();
    app.getNode().setContext(NO_CREATION_STACK_TRACES, true);
    Map<String, Object> known = context(app);
    Preflight.checkLookups(known);
    Settings settings = Settings.of(known, environment);
    new AwsOcppGatewayStack(
        app, new AwsOcppGatewayStack.Props(settings, BuiltArtifacts.in(repository)));
    return app;
  }

  /// The whole context, also what `CDK_CONTEXT_JSON` has added.
  private static Map<String, Object> context(software.amazon.awscdk.App app) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
      all.forEach((key, value) -> context.put(String.valueOf(key), value));
    }
    return context;
  }
}
