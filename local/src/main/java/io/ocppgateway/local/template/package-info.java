/// The synthesized template as values: what CloudFormation would have computed from `cdk.out`.
///
/// Read [io.ocppgateway.local.template.CloudAssembly] first, then
/// [io.ocppgateway.local.template.TemplateValue], by which everything else reads properties. An
/// intrinsic that cannot be honoured fails where it is read, with its position. Knows nothing of
/// what runs.
@NullMarked
package io.ocppgateway.local.template;

import org.jspecify.annotations.NullMarked;
