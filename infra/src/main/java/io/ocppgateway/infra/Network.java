package io.ocppgateway.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The private network: two zones, in each a public subnet for the load balancer and a private one
/// for the gateway, which reaches AWS through a NAT gateway of its own zone.
final class Network extends Construct {

  /// Of the network: where the load balancer stands, too.
  static final String CIDR = "10.0.0.0/16";

  static final int ZONES = 2;

  private final Vpc vpc;

  Network(Construct scope, String id) {
    super(scope, id);
    this.vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(CIDR))
            .maxAzs(ZONES)
            // One for each zone: a zone that fails takes nothing of the other with it.
            .natGateways(ZONES)
            .subnetConfiguration(
                List.of(
                    subnets("Public", SubnetType.PUBLIC),
                    subnets("Private", SubnetType.PRIVATE_WITH_EGRESS)))
            // Would be done by a custom resource; nothing here uses the default security group.
            .restrictDefaultSecurityGroup(false)
            .build();
    addFreeEndpoints();
    recordRejectedTraffic();
  }

  Vpc vpc() {
    return vpc;
  }

  /// Ids of the NAT gateways; empty where there are none.
  List<String> natGatewayIds() {
    return vpc.getNode().findAll().stream()
        .filter(CfnNatGateway.class::isInstance)
        .map(natGateway -> ((CfnNatGateway) natGateway).getRef())
        .toList();
  }

  private static SubnetConfiguration subnets(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(20).build();
  }

  /// Registrations come from DynamoDB and image layers from S3: neither need pass the NAT gateways,
  /// which charge by the gigabyte.
  private void addFreeEndpoints() {
    vpc.addGatewayEndpoint("DynamoDb", endpoint(GatewayVpcEndpointAwsService.DYNAMODB));
    vpc.addGatewayEndpoint("S3", endpoint(GatewayVpcEndpointAwsService.S3));
  }

  private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }

  /// Rejected only: what is accepted, the gateway logs by charge point, and it would cost far more.
  private void recordRejectedTraffic() {
    LogGroup logs =
        LogGroup.Builder.create(this, "RejectedTrafficLogs")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    vpc.addFlowLog(
        "RejectedTraffic",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(logs))
            .trafficType(FlowLogTrafficType.REJECT)
            .build());
  }
}
