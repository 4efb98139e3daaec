package io.ocppgateway.gateway.admission;

/// How many charge points a gateway brings to the broker.
///
/// @param rate of its CONNECTs
/// @param maxWaitingHandshakes that wait for their CONNECT at once
public record AdmissionSettings(ConnectRate rate, int maxWaitingHandshakes) {}
