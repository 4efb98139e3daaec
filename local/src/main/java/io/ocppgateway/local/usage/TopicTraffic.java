package io.ocppgateway.local.usage;

/// The messages of a group of topics, each way.
///
/// @param published to IoT Core: by clients, by the operation Publish, by rules and by IoT Core
///   itself
/// @param delivered to subscribers over MQTT; one for each subscriber, again if it is sent again
public record TopicTraffic(Traffic published, Traffic delivered) {}
