package io.ocppgateway.infra;

import io.ocppgateway.infra.settings.Egress;
import io.ocppgateway.infra.settings.NetworkSettings;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.IpProtocol;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.DependencyGroup;
import software.constructs.IDependable;

/// A network over two zones: public subnets for the load balancer, and subnets for the tasks, which
/// reach AWS as the setting says.
///
/// It has IPv6 for charge points that come with it; behind the load balancer all is IPv4. Nothing
/// is in the default security group, which lets in its own members only: to empty it would take a
/// custom resource that may change security groups.
final class Network extends Construct {

  /// What the load balancer's addresses, and all others, are in.
  static final String CIDR = "10.0.0.0/16";

  static final int ZONES = 2;

  /// A NAT gateway's address opens 55,000 connections to one address of the broker. How many of
  /// those the broker has is not documented: one is counted. When a zone is lost, one NAT gateway
  /// carries all.
  static final int MOST_CONNECTIONS_BY_NAT = 55_000;

  /// @param settings how tasks reach AWS
  /// @param logs how long logs are kept
  record Props(NetworkSettings settings, RetentionDays logs) {}

  private final Vpc vpc;
  private final Egress egress;
  private final DependencyGroup wayOut = new DependencyGroup();

  Network(Construct scope, String id, Props props) {
    super(scope, id);
    this.egress = props.settings().egress();
    this.vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(CIDR))
            .ipProtocol(IpProtocol.DUAL_STACK)
            .maxAzs(ZONES)
            // One for each zone: a zone that fails takes nothing of the other with it.
            .natGateways(egress == Egress.NAT ? ZONES : 0)
            .subnetConfiguration(subnets())
            .restrictDefaultSecurityGroup(false)
            .build();
    addFreeEndpoint("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB);
    addFreeEndpoint("S3", GatewayVpcEndpointAwsService.S3);
    wayOut.add(vpc.selectSubnets(taskSubnets()).getInternetConnectivityEstablished());
    if (props.settings().flowLogs()) {
      recordRejectedTraffic(props.logs());
    }
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

  /// Where tasks run.
  SubnetSelection taskSubnets() {
    return SubnetSelection.builder().subnetType(taskSubnetType()).build();
  }

  /// Whether each task has an address of its own in the internet.
  boolean hasPublicTasks() {
    return egress == Egress.PUBLIC_IP;
  }

  /// What has to be there for tasks to reach AWS.
  IDependable wayOut() {
    return wayOut;
  }

  private List<SubnetConfiguration> subnets() {
    SubnetConfiguration open = subnets("Public", SubnetType.PUBLIC);
    return hasPublicTasks() ? List.of(open) : List.of(open, subnets("Private", taskSubnetType()));
  }

  private SubnetType taskSubnetType() {
    return switch (egress) {
      case NAT -> SubnetType.PRIVATE_WITH_EGRESS;
      case PUBLIC_IP -> SubnetType.PUBLIC;
      case VPC_ENDPOINTS -> SubnetType.PRIVATE_ISOLATED;
    };
  }

  private static SubnetConfiguration subnets(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(20).build();
  }

  /// Registrations come from DynamoDB and image layers from S3: neither need pass the NAT gateways,
  /// which charge by the gigabyte.
  private void addFreeEndpoint(String id, GatewayVpcEndpointAwsService service) {
    wayOut.add(
        vpc.addGatewayEndpoint(id, GatewayVpcEndpointOptions.builder().service(service).build()));
  }

  /// Rejected only: what is accepted, the gateway logs by charge point, and it would cost far more.
  private void recordRejectedTraffic(RetentionDays retention) {
    LogGroup logs =
        LogGroup.Builder.create(this, "RejectedTrafficLogs")
            .retention(retention)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    vpc.addFlowLog(
        "RejectedTraffic",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(logs, flowLogRole()))
            .trafficType(FlowLogTrafficType.REJECT)
            .build());
  }

  private Role flowLogRole() {
    String anyFlowLog =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("ec2")
                    .resource("vpc-flow-log")
                    .resourceName("*")
                    .build());
    return Role.Builder.create(this, "RejectedTrafficRole")
        .assumedBy(TrustedService.onBehalfOf("vpc-flow-logs.amazonaws.com", anyFlowLog))
        .build();
  }
}
