/// The message broker: sessions, subscriptions, delivery, retained messages, wills and presence
/// events. All of it belongs to one event loop.
///
/// Read [io.ocppgateway.local.iot.broker.Broker] first. Nothing here may know MQTT's bytes: a
/// connection is a [io.ocppgateway.local.iot.broker.Link].
@NullMarked
package io.ocppgateway.local.iot.broker;

import org.jspecify.annotations.NullMarked;
