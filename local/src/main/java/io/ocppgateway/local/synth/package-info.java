/// From the CDK app to `cdk.out`: runs the app in a process of its own and keeps what it wrote, by
/// the content of all that it read.
///
/// Read [io.ocppgateway.local.synth.Synth] first. Nothing here may know what is in a template.
@NullMarked
package io.ocppgateway.local.synth;

import org.jspecify.annotations.NullMarked;
