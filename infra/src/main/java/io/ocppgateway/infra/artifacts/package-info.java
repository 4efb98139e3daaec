/// What the other modules built, and the stack deploys:
/// [io.ocppgateway.infra.artifacts.BuiltArtifacts].
@NullMarked
package io.ocppgateway.infra.artifacts;

import org.jspecify.annotations.NullMarked;
