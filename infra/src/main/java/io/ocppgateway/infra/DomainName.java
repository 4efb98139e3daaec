package io.ocppgateway.infra;

import io.ocppgateway.infra.settings.PublicAddress;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.elasticloadbalancingv2.ILoadBalancerV2;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.HostedZoneProviderProps;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.constructs.Construct;

/// The gateway's name in the operator's domain.
///
/// @param host `gateway.<domain>`
/// @param zone the domain's zone in Route 53
record DomainName(String host, IHostedZone zone) {

  private static final String LABEL = "gateway";

  /// The name in a domain.
  ///
  /// @param address an address with a domain
  static DomainName of(Construct scope, PublicAddress address) {
    return switch (address) {
      case PublicAddress.Domain(String domain, String zoneId) ->
          new DomainName(
              LABEL + "." + domain,
              HostedZone.fromHostedZoneAttributes(
                  scope,
                  "Zone",
                  HostedZoneAttributes.builder().zoneName(domain).hostedZoneId(zoneId).build()));
      case PublicAddress.LookedUpDomain(String domain) ->
          new DomainName(
              LABEL + "." + domain,
              HostedZone.fromLookup(
                  scope, "Zone", HostedZoneProviderProps.builder().domainName(domain).build()));
      case PublicAddress.LoadBalancer _ ->
          throw new IllegalArgumentException("the load balancer's own name is in no domain");
    };
  }

  /// Makes it lead to a load balancer, for IPv4 and IPv6.
  void leadTo(Construct scope, ILoadBalancerV2 loadBalancer) {
    RecordTarget target = RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer));
    ARecord.Builder.create(scope, "Name").zone(zone).recordName(LABEL).target(target).build();
    AaaaRecord.Builder.create(scope, "NameForIpv6")
        .zone(zone)
        .recordName(LABEL)
        .target(target)
        .build();
  }

  /// A certificate of AWS's for it, which AWS renews as long as the zone says that it is ours.
  Certificate certificate(Construct scope) {
    return Certificate.Builder.create(scope, "Certificate")
        .domainName(host)
        .validation(CertificateValidation.fromDns(zone))
        .build();
  }
}
