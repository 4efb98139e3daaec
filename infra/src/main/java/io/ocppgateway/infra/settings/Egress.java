package io.ocppgateway.infra.settings;

/// How tasks reach AWS.
public enum Egress {
  /// From private subnets, through a NAT gateway in each zone.
  NAT,
  /// From public subnets, each task with an address of its own.
  PUBLIC_IP,
  /// From subnets without internet, through endpoints of the VPC.
  VPC_ENDPOINTS
}
