package io.ocppgateway.lambdas.availability;

import io.ocppgateway.lambdas.routing.Translation;
import java.time.Instant;

/// Heartbeat in the words of each version.
public final class HeartbeatTranslation {

  public static final Translation<
          io.ocppgateway.ocpp.v16.HeartbeatRequest,
          Record,
          Instant,
          io.ocppgateway.ocpp.v16.HeartbeatResponse>
      V16 = new Translation<>(request -> request, io.ocppgateway.ocpp.v16.HeartbeatResponse::new);

  public static final Translation<
          io.ocppgateway.ocpp.v201.HeartbeatRequest,
          Record,
          Instant,
          io.ocppgateway.ocpp.v201.HeartbeatResponse>
      V201 = new Translation<>(request -> request, io.ocppgateway.ocpp.v201.HeartbeatResponse::of);

  public static final Translation<
          io.ocppgateway.ocpp.v21.HeartbeatRequest,
          Record,
          Instant,
          io.ocppgateway.ocpp.v21.HeartbeatResponse>
      V21 = new Translation<>(request -> request, io.ocppgateway.ocpp.v21.HeartbeatResponse::of);

  private HeartbeatTranslation() {}
}
