/// The HTTP front door: every AWS service of this machine on one port, as unmodified AWS SDK and
/// `aws` CLI clients call it, and who may call.
///
/// Read [io.ocppgateway.local.aws.AwsEndpoint] first, then [io.ocppgateway.local.aws.AwsService].
/// Nothing here may know what a service does.
@NullMarked
package io.ocppgateway.local.aws;

import org.jspecify.annotations.NullMarked;
