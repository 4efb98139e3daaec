package io.ocppgateway.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.IInterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.PrivateHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.InterfaceVpcEndpointTarget;
import software.constructs.Construct;

/// How tasks reach AWS where there is no way to the internet: the services that the gateway, and
/// what starts it, call. DynamoDB and S3 have endpoints that cost nothing: see [Network].
///
/// An endpoint of AWS IoT carries 100,000 connections, and its broker takes no keep-alive above 230
/// s; the gateway's is 200.
///
/// @see "AWS IoT Core developer guide, Using AWS IoT Core with interface VPC endpoints"
final class PrivateEndpoints extends Construct {

  /// The most connections to the broker.
  static final int MOST_CONNECTIONS = 100_000;

  /// @param vpc the network without a way out
  /// @param subnets where tasks run
  /// @param tasks who may use the endpoints
  record Props(IVpc vpc, SubnetSelection subnets, ISecurityGroup tasks) {}

  private final Props props;
  private final SecurityGroup securityGroup;

  PrivateEndpoints(Construct scope, String id, Props props) {
    super(scope, id);
    this.props = props;
    this.securityGroup =
        SecurityGroup.Builder.create(this, "SecurityGroup")
            .vpc(props.vpc())
            .description("Endpoints of AWS services for the OCPP gateway")
            .allowAllOutbound(false)
            .build();
    securityGroup.addIngressRule(props.tasks(), Port.tcp(443), "Tasks of the OCPP gateway");

    endpoint("EcrApi", InterfaceVpcEndpointAwsService.ECR, true);
    endpoint("EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER, true);
    endpoint("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, true);
    endpoint("SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER, true);
    nameIot(
        endpoint("IotData", InterfaceVpcEndpointAwsService.IOT_CORE, false),
        endpoint("IotControl", new InterfaceVpcEndpointAwsService("iot.api"), false));
  }

  /// AWS makes no names for the broker's endpoint, and the account's own part of its name is not
  /// known before deployment: hence the zone of all names of AWS IoT in the region, seen by this
  /// network only. A second zone of the same name could not stand beside it, so that the control
  /// plane's name is in it too.
  private void nameIot(InterfaceVpcEndpoint data, InterfaceVpcEndpoint control) {
    PrivateHostedZone zone =
        PrivateHostedZone.Builder.create(this, "IotZone")
            .zoneName("iot.%s.%s".formatted(Aws.REGION, Aws.URL_SUFFIX))
            .vpc(props.vpc())
            .build();
    ARecord.Builder.create(this, "IotDataName")
        .zone(zone)
        .recordName("*")
        .target(RecordTarget.fromAlias(new InterfaceVpcEndpointTarget(data)))
        .build();
    ARecord.Builder.create(this, "IotControlName")
        .zone(zone)
        .target(RecordTarget.fromAlias(new InterfaceVpcEndpointTarget(control)))
        .build();
  }

  private InterfaceVpcEndpoint endpoint(
      String id, IInterfaceVpcEndpointService service, boolean privateDns) {
    return InterfaceVpcEndpoint.Builder.create(this, id)
        .vpc(props.vpc())
        .service(service)
        .subnets(props.subnets())
        .securityGroups(List.of(securityGroup))
        .open(false)
        .privateDnsEnabled(privateDns)
        .build();
  }
}
