/// The REST operations of the services `iot` (registry) and `iotdata` (shadows, publish,
/// connections), on the wire as AWS SDK clients send them.
@NullMarked
package io.ocppgateway.local.iot.rest;

import org.jspecify.annotations.NullMarked;
