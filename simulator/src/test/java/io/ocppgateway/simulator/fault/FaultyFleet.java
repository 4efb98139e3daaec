package io.ocppgateway.simulator.fault;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.Simulation;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A charge point and the central system that watches it.
final class FaultyFleet implements AutoCloseable {

  final RecordingCentralSystem csms = new RecordingCentralSystem();

  /// How long the charge points said they would wait until they connect again.
  final List<Duration> waits = new CopyOnWriteArrayList<>();

  private final Simulation simulation =
      Simulation.open(
          new ChargePointListener() {
            @Override
            public void reconnecting(ChargePointId id, String cause, Duration after) {
              waits.add(after);
            }
          });

  FaultyFleet() throws InterruptedException {}

  SimulatedChargePoint start(OcppVersion version, Fault... faults) {
    return startAt(csms.url(), version, faults);
  }

  SimulatedChargePoint startAt(URI url, OcppVersion version, Fault... faults) {
    return simulation.start(
        ChargePointOptions.of(url, new ChargePointId("CP1"), version), new Faults(List.of(faults)));
  }

  @Override
  public void close() {
    simulation.close();
    csms.close();
  }
}
