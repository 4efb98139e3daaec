/// Who may connect: `cpo register` and its opposite, and what they write.
///
/// Read [io.ocppgateway.cli.register.RegisterCommand] first. A charge point is registered by its
/// [io.ocppgateway.cli.register.Things] entry, and how it proves who it is stands in the
/// [io.ocppgateway.cli.register.ChargePointTable].
@NullMarked
package io.ocppgateway.cli.register;

import org.jspecify.annotations.NullMarked;
