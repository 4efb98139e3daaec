/// Tells the outside whether this process lives and whether it takes charge points.
///
/// [io.ocppgateway.gateway.health.HealthServer] is the door.
@NullMarked
package io.ocppgateway.gateway.health;

import org.jspecify.annotations.NullMarked;
