package io.ocppgateway.e2e;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one local stack that they share. Nothing that fails or breaks happens on it:
/// such tests start one of their own.
final class LocalStackExtension implements ParameterResolver {

  /// Registered from the start. Each test class has charge points of its own.
  private static final List<String> CHARGE_POINTS =
      List.of(
          "CP1",
          "CP16",
          "CP201",
          "CP21",
          "DEFLATE",
          "RPC16",
          "RPC201",
          "WSCAT",
          "DE*ABC*E1",
          "REPEAT",
          "TALK-V1_6",
          "TALK-V2_0_1",
          "TALK-V2_1",
          "BAD",
          "NEIGHBOUR",
          "CROSS",
          "PRESENT",
          "SEEN",
          "TAKEN",
          "CLOCK-STEADY",
          "CLOCK-NEW");

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
        .computeIfAbsent(
            Stack.class,
            // Tests read in the functions' logs what was invoked for each message.
            key ->
                Stack.start("local-stack", 1, CHARGE_POINTS, Map.of("functionLogLevel", "DEBUG")),
            Stack.class);
  }
}
