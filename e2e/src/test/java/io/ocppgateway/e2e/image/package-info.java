/// The gateway's container image: built from the Dockerfile as a deployment would build it, and
/// started as the synthesized task definition says.
///
/// Read [io.ocppgateway.e2e.image.ImageIT] first. Nothing here reaches a registry: the base image
/// is made of this machine's JDK. Needs Linux, root, and Debian's `buildah`, `crun` and `iproute2`.
@NullMarked
package io.ocppgateway.e2e.image;

import org.jspecify.annotations.NullMarked;
