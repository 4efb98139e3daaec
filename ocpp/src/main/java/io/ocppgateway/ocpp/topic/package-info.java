/// The MQTT topics on which frames travel, and what travels beside the frames.
///
/// Read [io.ocppgateway.ocpp.topic.Topics] first. It knows names, not clients.
@NullMarked
package io.ocppgateway.ocpp.topic;

import org.jspecify.annotations.NullMarked;
