/// The registry of things.
@NullMarked
package io.ocppgateway.local.iot.registry;

import org.jspecify.annotations.NullMarked;
