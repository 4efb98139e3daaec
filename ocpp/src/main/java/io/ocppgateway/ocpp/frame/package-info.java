/// OCPP-J frames: what they are, how they are read and written, and which error answers a bad one.
///
/// Read [io.ocppgateway.ocpp.frame.Frame] first, then [io.ocppgateway.ocpp.frame.FrameCodec].
/// Payloads are JSON objects here; what they mean is for the message packages.
@NullMarked
package io.ocppgateway.ocpp.frame;

import org.jspecify.annotations.NullMarked;
