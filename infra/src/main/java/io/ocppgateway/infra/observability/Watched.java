package io.ocppgateway.infra.observability;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkTargetGroup;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;

/// What there is to watch. Maps have to keep the order of their entries, or no two templates are
/// the same.
///
/// @param service the gateway's tasks
/// @param gatewayLog where they log
/// @param loadBalancer where charge points come in
/// @param targets what it leads to
/// @param natGatewayIds ids of the NAT gateways; empty if there are none
/// @param answers the function that answers charge points
/// @param functions all of them, by what people call them
/// @param ruleNames names of the rules in AWS IoT Core by what people call them
/// @param undeliveredLog has a line for each command that was not brought to an answer
/// @param deadLetters what rules and functions failed on
public record Watched(
    FargateService service,
    ILogGroup gatewayLog,
    INetworkLoadBalancer loadBalancer,
    INetworkTargetGroup targets,
    List<String> natGatewayIds,
    IFunction answers,
    Map<String, Function> functions,
    Map<String, String> ruleNames,
    ILogGroup undeliveredLog,
    IQueue deadLetters) {

  /// A function.
  ///
  /// @param alias what is called
  /// @param log where it logs
  public record Function(IFunction alias, ILogGroup log) {}
}
