/// What keeps the log readable: limits on lines that somebody outside could make endless.
///
/// Read [io.ocppgateway.gateway.log.LineLimit].
@NullMarked
package io.ocppgateway.gateway.log;

import org.jspecify.annotations.NullMarked;
