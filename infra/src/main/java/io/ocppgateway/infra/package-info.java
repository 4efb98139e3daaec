/// The CDK app: what `cdk deploy` puts into an account, and what the local runner reads.
///
/// Read [AwsOcppGatewayStack] first: one stack, and in it one construct for each purpose. The
/// package knows the topics and the environment names of `ocpp`; of the gateway and the Lambdas it
/// knows their artifacts only.
@NullMarked
package io.ocppgateway.infra;

import org.jspecify.annotations.NullMarked;
