package io.ocppgateway.infra.settings;

/// Where charge points find the gateway.
public sealed interface PublicAddress {

  /// The load balancer's own name, over `ws`: for trying out.
  record LoadBalancer() implements PublicAddress {}

  /// `gateway.<name>`, in a hosted zone whose id is known: nothing is looked up.
  ///
  /// @param name name of the zone, for example `example.com`
  /// @param hostedZoneId id of the zone in Route 53
  record Domain(String name, String hostedZoneId) implements PublicAddress {}

  /// `gateway.<name>`, in a hosted zone that the CDK command line looks up.
  ///
  /// @param name name of the zone, for example `example.com`
  record LookedUpDomain(String name) implements PublicAddress {}
}
