package io.ocppgateway.local.iot.message;

/// An MQTT 5 user property. Names may repeat within a message.
public record UserProperty(String name, String value) {}
