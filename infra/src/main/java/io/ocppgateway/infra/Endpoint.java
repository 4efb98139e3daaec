package io.ocppgateway.infra;

import io.ocppgateway.infra.settings.PublicAddress;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddNetworkTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.HostedZoneProviderProps;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.constructs.Construct;

/// Where charge points come in: a network load balancer, and with a domain its name and
/// certificate.
///
/// It opens one port to the world, 443 with a domain and 80 without, and may itself reach nothing
/// but the gateway's two ports.
final class Endpoint extends Construct {

  private static final String HOST = "gateway";
  private static final int PLAIN_PORT = 80;
  private static final int TLS_PORT = 443;

  /// @param vpc where the load balancer stands
  /// @param gateway what it leads to
  /// @param address what it is known as
  record Props(IVpc vpc, GatewayService gateway, PublicAddress address) {}

  private final SecurityGroup securityGroup;
  private final NetworkLoadBalancer loadBalancer;
  private final String websocketUrl;

  Endpoint(Construct scope, String id, Props props) {
    super(scope, id);
    this.securityGroup =
        SecurityGroup.Builder.create(this, "SecurityGroup")
            .vpc(props.vpc())
            .description("Load balancer of the OCPP gateway")
            .allowAllOutbound(false)
            .build();
    this.loadBalancer =
        NetworkLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(props.vpc())
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .internetFacing(true)
            .securityGroups(List.of(securityGroup))
            // A zone without a ready task still serves whom DNS sent there.
            .crossZoneEnabled(true)
            .build();
    this.websocketUrl =
        switch (props.address()) {
          case PublicAddress.LoadBalancer() -> plain(props.gateway());
          case PublicAddress.Domain(String name, String hostedZoneId) ->
              encrypted(props.gateway(), name, knownZone(name, hostedZoneId));
          case PublicAddress.LookedUpDomain(String name) ->
              encrypted(props.gateway(), name, lookedUpZone(name));
        };
  }

  NetworkLoadBalancer loadBalancer() {
    return loadBalancer;
  }

  /// What it leads to.
  NetworkTargetGroup targets() {
    return (NetworkTargetGroup)
        loadBalancer.getNode().findChild("Listener").getNode().findChild("GatewayGroup");
  }

  /// The load balancer's own name.
  String loadBalancerDnsName() {
    return loadBalancer.getLoadBalancerDnsName();
  }

  /// What charge points are configured with: their identity is appended to it as a path.
  String websocketUrl() {
    return websocketUrl;
  }

  private String plain(GatewayService gateway) {
    listen(
        gateway,
        PLAIN_PORT,
        BaseNetworkListenerProps.builder().port(PLAIN_PORT).protocol(Protocol.TCP));
    return "ws://" + loadBalancerDnsName();
  }

  private String encrypted(GatewayService gateway, String domain, IHostedZone zone) {
    String name = HOST + "." + domain;
    ARecord.Builder.create(this, "Name")
        .zone(zone)
        .recordName(HOST)
        .target(RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)))
        .build();
    Certificate certificate =
        Certificate.Builder.create(this, "Certificate")
            .domainName(name)
            .validation(CertificateValidation.fromDns(zone))
            .build();
    listen(
        gateway,
        TLS_PORT,
        BaseNetworkListenerProps.builder()
            .port(TLS_PORT)
            .protocol(Protocol.TLS)
            .certificates(List.of(ListenerCertificate.fromCertificateManager(certificate)))
            .sslPolicy(SslPolicy.RECOMMENDED_TLS));
    return "wss://" + name;
  }

  private IHostedZone knownZone(String name, String hostedZoneId) {
    return HostedZone.fromHostedZoneAttributes(
        this,
        "Zone",
        HostedZoneAttributes.builder().zoneName(name).hostedZoneId(hostedZoneId).build());
  }

  private IHostedZone lookedUpZone(String name) {
    return HostedZone.fromLookup(
        this, "Zone", HostedZoneProviderProps.builder().domainName(name).build());
  }

  private void listen(GatewayService gateway, int port, BaseNetworkListenerProps.Builder props) {
    securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(port), "Charge points");
    allowInto(gateway, GatewayService.PORT, "WebSockets");
    allowInto(gateway, GatewayService.HEALTH_PORT, "Health checks");
    NetworkListener listener = loadBalancer.addListener("Listener", props.build());
    listener.addTargets(
        "Gateway",
        AddNetworkTargetsProps.builder()
            .port(GatewayService.PORT)
            .protocol(Protocol.TCP)
            .targets(
                List.of(
                    gateway
                        .service()
                        .loadBalancerTarget(
                            LoadBalancerTargetOptions.builder()
                                .containerName(GatewayService.CONTAINER)
                                .containerPort(GatewayService.PORT)
                                .build())))
            .healthCheck(healthCheck())
            // Else every charge point would seem to come from the load balancer.
            .proxyProtocolV2(true)
            // New connections go elsewhere at once; handshakes under way have this long until the
            // task is told to stop and closes its WebSockets itself.
            .deregistrationDelay(Duration.seconds(30))
            .build());
  }

  private void allowInto(GatewayService gateway, int port, String what) {
    securityGroup.addEgressRule(gateway.securityGroup(), Port.tcp(port), what);
    gateway.securityGroup().addIngressRule(securityGroup, Port.tcp(port), what);
  }

  private static HealthCheck healthCheck() {
    return HealthCheck.builder()
        .protocol(Protocol.HTTP)
        .port(Integer.toString(GatewayService.HEALTH_PORT))
        .path("/readyz")
        .interval(Duration.seconds(10))
        .timeout(Duration.seconds(5))
        .healthyThresholdCount(2)
        .unhealthyThresholdCount(3)
        .build();
  }
}
