package io.ocppgateway.infra;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancer;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.CfnDelivery;
import software.amazon.awscdk.services.logs.CfnDeliveryDestination;
import software.amazon.awscdk.services.logs.CfnDeliverySource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The access log of a load balancer that ends TLS: a line for each connection, with its handshake.
/// A load balancer that passes bytes on writes none.
///
/// It goes to CloudWatch Logs, and with the stack. A bucket in S3 would have to be emptied before
/// it can be deleted, which CloudFormation does not do.
///
/// @see "User guide for Network Load Balancers, CloudWatch logs"
final class TlsLogs extends Construct {

  private static final String LOG_TYPE = "NLB_ACCESS_LOGS";
  private static final int MAX_NAME = 60;

  /// @param loadBalancer whose log it is
  /// @param retention how long it is kept
  record Props(INetworkLoadBalancer loadBalancer, RetentionDays retention) {}

  TlsLogs(Construct scope, String id, Props props) {
    super(scope, id);
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.retention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    logs.addToResourcePolicy(deliveryTo(logs));
    CfnDeliverySource source =
        CfnDeliverySource.Builder.create(this, "Source")
            .name(name("source"))
            .logType(LOG_TYPE)
            .resourceArn(props.loadBalancer().getLoadBalancerArn())
            .build();
    CfnDeliveryDestination destination =
        CfnDeliveryDestination.Builder.create(this, "Destination")
            .name(name("destination"))
            .destinationResourceArn(logs.getLogGroupArn())
            .outputFormat("json")
            .build();
    CfnDelivery delivery =
        CfnDelivery.Builder.create(this, "Delivery")
            .deliverySourceName(source.getName())
            .deliveryDestinationArn(destination.getAttrArn())
            .build();
    // The log group with its policy: without that nothing may be delivered.
    delivery.getNode().addDependency(source, logs);
  }

  /// CloudFormation makes no names for these, and two stacks may stand in one account.
  private String name(String end) {
    return Names.uniqueResourceName(
            this,
            UniqueResourceNameOptions.builder()
                .maxLength(MAX_NAME - end.length() - 1)
                .separator("-")
                .build())
        + "-"
        + end;
  }

  private PolicyStatement deliveryTo(LogGroup logs) {
    String deliveries =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("*")
                    .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                    .build());
    return PolicyStatement.Builder.create()
        .principals(List.of(TrustedService.onBehalfOf("delivery.logs.amazonaws.com", deliveries)))
        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
        .resources(List.of(logs.getLogGroupArn()))
        .build();
  }
}
