package io.ocppgateway.local.iam;

/// What a statement does to the calls that it covers.
enum Effect {
  ALLOW,
  DENY
}
