/// What the gateway asks AWS: who is registered, where the broker is, how to sign.
///
/// Read [io.ocppgateway.gateway.aws.Aws] first. The only package that sees the AWS SDK, whose calls
/// block: they run on virtual threads, never on an event loop.
@NullMarked
package io.ocppgateway.gateway.aws;

import org.jspecify.annotations.NullMarked;
