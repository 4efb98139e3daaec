/// What an operator decides: the settings of the CDK context, read once, checked whole, and grouped
/// by the construct that they are for.
///
/// Read [Settings] first, then [Setting], which has a line for each. Nothing here makes a resource.
@NullMarked
package io.ocppgateway.infra.settings;

import org.jspecify.annotations.NullMarked;
