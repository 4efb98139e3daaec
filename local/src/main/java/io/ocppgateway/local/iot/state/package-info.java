/// Keeps what must outlive a restart in JSON files.
@NullMarked
package io.ocppgateway.local.iot.state;

import org.jspecify.annotations.NullMarked;
