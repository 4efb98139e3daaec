package io.ocppgateway.e2e;

import io.ocppgateway.local.LocalStack;
import io.ocppgateway.local.LocalStackOptions;
import io.ocppgateway.local.Ports;
import io.ocppgateway.local.synth.Synth;
import io.ocppgateway.ocpp.ChargePointId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one local stack of this run, synthesized with a heartbeat interval of 10 s, as
/// the walk-through of the original sample has it.
final class LocalStackExtension implements ParameterResolver {

  /// Registered from the start. Each test class has charge points of its own.
  private static final List<String> CHARGE_POINTS =
      List.of("CP1", "CP16", "CP201", "CP21", "RPC16", "RPC201", "WSCAT", "DE*ABC*E1", "REPEAT");

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalStackExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Stack.class, key -> new Stack(start()), Stack.class);
  }

  private static LocalStack start() {
    Path root = Repository.root();
    Path assembly =
        new Synth(root, System.getenv(), System.out::println)
            .synthesize(Map.of("heartbeatInterval", "10"));
    return LocalStack.start(
        LocalStackOptions.defaults(root, assembly, Path.of("target/local-stack"))
            .withPorts(Ports.FREE)
            .withChargePoints(
                CHARGE_POINTS.stream()
                    .map(identity -> ChargePointId.ofIdentity(identity).orElseThrow())
                    .toList()));
  }
}
