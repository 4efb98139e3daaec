/// Device shadows: what charge points report of themselves, kept by AWS IoT Core.
///
/// Read [io.ocppgateway.lambdas.shadow.Shadows] first. Nothing here knows the AWS SDK or any
/// action.
@NullMarked
package io.ocppgateway.lambdas.shadow;

import org.jspecify.annotations.NullMarked;
