/// The commands that people type to deploy, as they type them, as far as that goes without an AWS
/// account: what the template comes to, and how each command fails that cannot go on.
///
/// Read [io.ocppgateway.e2e.deploy.Terminal] first.
@NullMarked
package io.ocppgateway.e2e.deploy;

import org.jspecify.annotations.NullMarked;
