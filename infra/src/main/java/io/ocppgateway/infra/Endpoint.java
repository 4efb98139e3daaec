package io.ocppgateway.infra;

import static java.util.Objects.requireNonNull;

import io.ocppgateway.infra.settings.PublicAddress;
import io.ocppgateway.infra.settings.TlsEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
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
import software.amazon.awscdk.services.elasticloadbalancingv2.IpAddressType;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// Where charge points come in: a network load balancer, and with a domain its name and
/// certificate.
///
/// It opens one port to the world, 443 with TLS and 80 without, for IPv4 and IPv6, and may itself
/// reach nothing but the gateway's two ports.
final class Endpoint extends Construct {

  private static final int PLAIN_PORT = 80;
  private static final int TLS_PORT = 443;

  /// Longer than the 360 s after which the gateway gives up a silent charge point, so that it
  /// decides, and not the load balancer. A listener that ends TLS has 350 s, unchangeable: pings
  /// come sooner.
  private static final Duration IDLE_TIMEOUT = Duration.seconds(600);

  /// @param vpc where the load balancer stands
  /// @param gateway what it leads to
  /// @param address what it is known as
  /// @param tlsEnd where TLS ends
  /// @param logs how long logs are kept
  record Props(
      IVpc vpc, GatewayService gateway, PublicAddress address, TlsEnd tlsEnd, RetentionDays logs) {}

  private final SecurityGroup securityGroup;
  private final NetworkLoadBalancer loadBalancer;
  private final NetworkTargetGroup targets;
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
            .ipAddressType(IpAddressType.DUAL_STACK)
            .securityGroups(List.of(securityGroup))
            // A zone without a ready task still serves whom DNS sent there.
            .crossZoneEnabled(true)
            .build();
    DomainName name = domainName(props.address());
    this.targets = leadTo(props.gateway(), listener(props.tlsEnd(), name));
    if (props.tlsEnd() instanceof TlsEnd.LoadBalancer) {
      new TlsLogs(this, "TlsLogs", new TlsLogs.Props(loadBalancer, props.logs()));
    }
    String scheme = props.tlsEnd() instanceof TlsEnd.Nowhere ? "ws://" : "wss://";
    this.websocketUrl = scheme + (name == null ? loadBalancerDnsName() : name.host());
  }

  /// The load balancer.
  NetworkLoadBalancer loadBalancer() {
    return loadBalancer;
  }

  /// What it leads to.
  NetworkTargetGroup targets() {
    return targets;
  }

  /// The load balancer's own name.
  String loadBalancerDnsName() {
    return loadBalancer.getLoadBalancerDnsName();
  }

  /// What charge points are configured with: their identity is appended to it as a path.
  String websocketUrl() {
    return websocketUrl;
  }

  private @Nullable DomainName domainName(PublicAddress address) {
    if (address instanceof PublicAddress.LoadBalancer) {
      return null;
    }
    DomainName name = DomainName.of(this, address);
    name.leadTo(this, loadBalancer);
    return name;
  }

  private NetworkListener listener(TlsEnd tlsEnd, @Nullable DomainName name) {
    BaseNetworkListenerProps.Builder props =
        switch (tlsEnd) {
          case TlsEnd.Nowhere _ -> passedOn(PLAIN_PORT);
          case TlsEnd.Gateway _ -> passedOn(TLS_PORT);
          case TlsEnd.LoadBalancer _ ->
              BaseNetworkListenerProps.builder()
                  .port(TLS_PORT)
                  .protocol(Protocol.TLS)
                  .certificates(
                      List.of(
                          ListenerCertificate.fromCertificateManager(
                              requireNonNull(name, "TLS needs a name").certificate(this))))
                  .sslPolicy(SslPolicy.RECOMMENDED_TLS);
        };
    BaseNetworkListenerProps listener = props.build();
    Port port = Port.tcp(listener.getPort());
    securityGroup.addIngressRule(Peer.anyIpv4(), port, "Charge points");
    securityGroup.addIngressRule(Peer.anyIpv6(), port, "Charge points");
    return loadBalancer.addListener("Listener", listener);
  }

  private static BaseNetworkListenerProps.Builder passedOn(int port) {
    return BaseNetworkListenerProps.builder()
        .port(port)
        .protocol(Protocol.TCP)
        .tcpIdleTimeout(IDLE_TIMEOUT);
  }

  private NetworkTargetGroup leadTo(GatewayService gateway, NetworkListener listener) {
    allowInto(gateway, GatewayContainer.PORT, "WebSockets");
    allowInto(gateway, GatewayContainer.HEALTH_PORT, "Health checks");
    NetworkTargetGroup group =
        listener.addTargets(
            "Gateway",
            AddNetworkTargetsProps.builder()
                .port(GatewayContainer.PORT)
                .protocol(Protocol.TCP)
                .targets(
                    List.of(
                        gateway
                            .service()
                            .loadBalancerTarget(
                                LoadBalancerTargetOptions.builder()
                                    .containerName(GatewayContainer.NAME)
                                    .containerPort(GatewayContainer.PORT)
                                    .build())))
                .healthCheck(healthCheck())
                .preserveClientIp(false)
                // Else every charge point would seem to come from the load balancer.
                .proxyProtocolV2(true)
                // New connections go elsewhere at once; handshakes under way have this long until
                // the task is told to stop and closes its WebSockets itself.
                .deregistrationDelay(Duration.seconds(30))
                .build());
    // A task that misses its health checks gets no new charge points, and keeps those it has.
    group.setAttribute("target_health_state.unhealthy.connection_termination.enabled", "false");
    return group;
  }

  private void allowInto(GatewayService gateway, int port, String what) {
    securityGroup.addEgressRule(gateway.securityGroup(), Port.tcp(port), what);
    gateway.securityGroup().addIngressRule(securityGroup, Port.tcp(port), what);
  }

  private static HealthCheck healthCheck() {
    return HealthCheck.builder()
        .protocol(Protocol.HTTP)
        .port(Integer.toString(GatewayContainer.HEALTH_PORT))
        .path("/readyz")
        .interval(Duration.seconds(10))
        .timeout(Duration.seconds(5))
        .healthyThresholdCount(2)
        .unhealthyThresholdCount(3)
        .build();
  }
}
