/// The MQTT topics on which frames travel, and what travels beside a frame.
///
/// [io.ocppgateway.ocpp.topic.Topics] is all there is. It knows names, not clients.
@NullMarked
package io.ocppgateway.ocpp.topic;

import org.jspecify.annotations.NullMarked;
