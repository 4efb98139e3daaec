package io.ocppgateway.local.iot.broker;

import java.util.OptionalLong;

/// How a message goes to one receiver.
///
/// @param qos 0 or 1
/// @param packetId 0 where `qos` is 0
/// @param duplicate whether it was sent before
/// @param retain the retain flag for this receiver
/// @param expirySeconds how many seconds of its life are left, empty if it lives for ever
public record Delivery(
    int qos, int packetId, boolean duplicate, boolean retain, OptionalLong expirySeconds) {}
