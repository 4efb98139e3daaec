package io.ocppgateway.lambdas.routing;

import io.ocppgateway.lambdas.command.CommandResults;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.schema.Schemas;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each frame from a charge point where it belongs: CALLs to their handlers, the results of
/// commands to [CommandResults]. Safe for use by many threads.
///
/// The version is the one that the gateway negotiated. A frame that came past the gateway, say from
/// the MQTT test client, may name none: it is read as 1.6, the oldest, and the log says so.
public final class FrameRouter {

  private static final Logger LOG = LoggerFactory.getLogger(FrameRouter.class);

  private final CallAnswering calls;
  private final CommandResults commandResults;
  private final Answers answers;
  private final Clock clock;

  /// @param edges what the way around the handlers is made of
  public FrameRouter(Routes routes, CommandResults commandResults, Edges edges) {
    calls =
        new CallAnswering(
            routes, edges.schemas, edges.mode, edges.processed, edges.answers, edges.clock);
    this.commandResults = commandResults;
    this.answers = edges.answers;
    this.clock = edges.clock;
  }

  /// What surrounds all handlers.
  public record Edges(
      Schemas schemas,
      ValidationMode mode,
      ProcessedMessages processed,
      Answers answers,
      Clock clock) {}

  /// Sees to one frame.
  ///
  /// @throws RuntimeException if a CALL could not be answered for a reason that is ours; the charge
  ///   point has been told
  public void route(FrameEvent event) {
    FrameLog log = new FrameLog(clock, event);
    OcppVersion version = event.version().orElseGet(() -> assumedVersion(event));
    switch (FrameCodec.decode(event.frame(), version)) {
      case Decoded.Valid<Frame>(Frame frame) -> route(frame, version, event, log);
      case Decoded.Invalid<Frame> invalid -> {
        invalid
            .answer(version)
            .ifPresent(answer -> answers.publish(event.chargePointId(), FrameCodec.encode(answer)));
        log.noFrame(invalid.fault().name(), invalid.detail());
      }
    }
  }

  private void route(Frame frame, OcppVersion version, FrameEvent event, FrameLog log) {
    switch (frame) {
      case Frame.Call call ->
          calls.answer(
              new ReceivedCall(event.chargePointId(), version, call, event.receivedAt()), log);
      case Frame.CallResult result -> commandResults.onResult(event.chargePointId(), result);
      case Frame.CallError error -> commandResults.onError(event.chargePointId(), error);
      case Frame.CallResultError error ->
          commandResults.onResultError(event.chargePointId(), error);
      case Frame.Send send -> log.send(send.id().value(), send.action());
    }
  }

  private static OcppVersion assumedVersion(FrameEvent event) {
    LOG.atWarn()
        .addKeyValue("chargePointId", event.chargePointId().thingName())
        .addKeyValue("subprotocols", event.subprotocols())
        .log("no known subprotocol came with the frame; it is read as OCPP 1.6");
    return OcppVersion.V1_6;
  }
}
