/// The AWS services behind the interfaces that the rest of the module knows.
///
/// [io.ocppgateway.lambdas.aws.Aws] is the door: it makes all the others. The only package that
/// knows the AWS SDK; it decides nothing.
@NullMarked
package io.ocppgateway.lambdas.aws;

import org.jspecify.annotations.NullMarked;
