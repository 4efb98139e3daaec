/// How log lines look.
///
/// [io.ocppgateway.lambdas.logging.JsonLineEncoder] is named in `logback.xml`.
@NullMarked
package io.ocppgateway.lambdas.logging;

import org.jspecify.annotations.NullMarked;
