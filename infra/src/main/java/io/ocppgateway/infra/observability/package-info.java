/// What an operator sees of the stack, and is told: a dashboard, alarms, and saved queries over the
/// logs.
///
/// Read [io.ocppgateway.infra.observability.Observability] first, then
/// [io.ocppgateway.infra.observability.Alarms]. It is given what there is to watch, as
/// [io.ocppgateway.infra.observability.Watched], and knows nothing of how that was made.
@NullMarked
package io.ocppgateway.infra.observability;

import org.jspecify.annotations.NullMarked;
