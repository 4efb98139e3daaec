/// The names of the environment variables by which the template configures what it deploys.
///
/// Constants only: the gateway and the Lambdas read them, the CDK app sets them.
@NullMarked
package io.ocppgateway.ocpp.environment;

import org.jspecify.annotations.NullMarked;
