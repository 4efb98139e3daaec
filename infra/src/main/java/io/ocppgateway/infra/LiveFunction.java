package io.ocppgateway.infra;

import io.ocppgateway.infra.settings.FunctionLogLevel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// A function as all of ours are: Java on ARM, started from a snapshot, called through the alias
/// `live`, with a log group and a role of its own.
///
/// The role may write its logs and its dead letters, and what its owner grants to [#role()].
final class LiveFunction extends Construct {

  static final String ALIAS = "live";

  /// What the functions live in was measured: docs/cost.md. More memory is more of a processor as
  /// well: what computes costs the same and takes less time, what waits costs more.
  static final int MEMORY_MIB = 512;

  private static final Duration TIMEOUT = Duration.seconds(15);

  /// What all functions of a stack have in common.
  ///
  /// @param jar holds every handler
  /// @param deadLetters where events go that a function failed on
  /// @param logRetention how long its log is kept; it goes with the stack
  /// @param logLevel what it logs
  /// @param concurrency how many invocations of each may run at once, and are then reserved for it;
  ///   null: as many as the account has left
  record Common(
      Path jar,
      IQueue deadLetters,
      RetentionDays logRetention,
      FunctionLogLevel logLevel,
      @Nullable Integer concurrency) {}

  /// @param handler class that Lambda calls, with its package
  /// @param environment variables of the function
  record Props(Common common, String handler, Map<String, String> environment) {

    Props {
      environment = InOrder.copyOf(environment);
    }
  }

  private final Role role;
  private final LogGroup logs;
  private final Alias alias;

  LiveFunction(Construct scope, String id, Props props) {
    super(scope, id);
    this.logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.common().logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    logs.grantWrite(role);
    // Snapshots are taken of published versions only, hence the version and its alias.
    this.alias =
        Alias.Builder.create(this, "Live")
            .aliasName(ALIAS)
            .version(function(props).getCurrentVersion())
            .build();
    alias.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            // A charge point gives up on its call before a second attempt could answer it.
            .retryAttempts(0)
            .maxEventAge(Duration.seconds(60))
            .onFailure(new SqsDestination(props.common().deadLetters()))
            .build());
  }

  /// Whom to grant what the function needs.
  Role role() {
    return role;
  }

  /// Where it logs.
  LogGroup logs() {
    return logs;
  }

  /// What to call.
  Alias alias() {
    return alias;
  }

  private Function function(Props props) {
    Function function =
        Function.Builder.create(this, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .code(Code.fromAsset(props.common().jar().toString()))
            .handler(props.handler() + "::handleRequest")
            .environment(props.environment())
            .role(role)
            .memorySize(MEMORY_MIB)
            .timeout(TIMEOUT)
            .reservedConcurrentExecutions(props.common().concurrency())
            // What fails is kept as it was; the alias adds a record of why.
            .deadLetterQueue(props.common().deadLetters())
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .applicationLogLevelV2(
                switch (props.common().logLevel()) {
                  case INFO -> ApplicationLogLevel.INFO;
                  case DEBUG -> ApplicationLogLevel.DEBUG;
                })
            // Lambda's own lines of every invocation would cost more than the invocation.
            .systemLogLevelV2(SystemLogLevel.WARN)
            .build();
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    return function;
  }
}
