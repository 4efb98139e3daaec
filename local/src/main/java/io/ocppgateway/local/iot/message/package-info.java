/// What passes through IoT Core: messages with their MQTT 5 properties.
///
/// Read [io.ocppgateway.local.iot.message.Publish] first. Knows nothing of those who carry them.
@NullMarked
package io.ocppgateway.local.iot.message;

import org.jspecify.annotations.NullMarked;
