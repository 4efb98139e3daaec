package io.ocppgateway.cli.cost;

/// How tasks reach AWS IoT Core, as the stack's setting `egress` names it.
public enum Egress {
  /// Private subnets behind one NAT gateway for each zone.
  NAT,
  /// An address of its own for each task; in comes only what the load balancer sends.
  PUBLIC_IP,
  /// Interface endpoints, no way to the internet.
  VPC_ENDPOINTS
}
