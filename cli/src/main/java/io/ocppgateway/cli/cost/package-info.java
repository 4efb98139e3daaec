/// What a fleet costs in a month: what charge points do, what a design makes of it, and what AWS
/// charges for that; for this stack, and for the public sample that it replaces.
///
/// Read [io.ocppgateway.cli.cost.Events] first, then [io.ocppgateway.cli.cost.GatewayDesign].
/// Prices stand in [io.ocppgateway.cli.price]; nothing here reads a clock, a file or a network.
@NullMarked
package io.ocppgateway.cli.cost;

import org.jspecify.annotations.NullMarked;
