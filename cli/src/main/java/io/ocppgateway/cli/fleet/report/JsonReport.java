package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import io.ocppgateway.simulator.fleet.statistics.LatencySummary;
import io.ocppgateway.simulator.fleet.statistics.Sample;
import java.net.InetAddress;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fleet's report for programs. Its shape is a promise, told field by field in
/// `docs/fleet-report.md`: fields may be added; where one changes its meaning or goes, [#VERSION]
/// grows.
final class JsonReport {

  /// Of the shape.
  static final int VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final double MILLIS_PER_SECOND = 1_000;

  private JsonReport() {}

  static String text(FleetReport report) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(of(report)) + "\n";
  }

  private static ObjectNode of(FleetReport report) {
    Verdict verdict = Verdict.on(report);
    ObjectNode json = JSON.createObjectNode();
    json.put("reportVersion", VERSION);
    json.put("startedAt", report.start().toString());
    json.put("durationSeconds", seconds(report.duration()));
    json.putObject("verdict").put("exitCode", verdict.exitCode()).put("text", verdict.text());
    putFleet(json.putObject("fleet"), report.options());
    json.putObject("connections")
        .put("opened", report.connections().opened())
        .put("mostAtOnce", report.connections().most())
        .put("repeatedAttempts", report.connections().reconnects());
    json.putObject("messages")
        .put("sent", report.messages().sent())
        .put("received", report.messages().received());
    putCalls(json.putObject("calls"), report.calls());
    putLatency(json.putObject("roundTrip"), report.latency());
    ObjectNode actions = json.putObject("actions");
    report
        .actions()
        .forEach((name, totals) -> {
          ObjectNode action = actions.putObject(name);
          putCalls(action.putObject("calls"), totals.calls());
          putLatency(action.putObject("roundTrip"), totals.latency());
        });
    ObjectNode failures = json.putObject("failures");
    report.failures().forEach(failures::put);
    json.putObject("process")
        .put("cpuSeconds", seconds(report.cost().cpu()))
        .put("mostHeapBytes", report.cost().mostHeapBytes());
    ArrayNode samples = json.putArray("samples");
    report.samples().forEach(sample -> putSample(samples.addObject(), sample));
    return json;
  }

  private static void putFleet(ObjectNode json, FleetOptions options) {
    json.put("url", options.url().toString());
    json.put("size", options.size());
    json.put("connectsPerSecond", options.connectsPerSecond());
    if (options.duration().equals(FleetOptions.UNTIL_STOPPED)) {
      json.putNull("plannedSeconds");
    } else {
      json.put("plannedSeconds", seconds(options.duration()));
    }
    json.put("profile", options.profile().name());
    ArrayNode protocols = json.putArray("protocols");
    options.versions().stream().map(OcppVersion::subprotocol).forEach(protocols::add);
    json.put("idPrefix", options.idPrefix());
    ArrayNode addresses = json.putArray("sourceAddresses");
    options.sourceAddresses().stream().map(InetAddress::getHostAddress).forEach(addresses::add);
    ArrayNode faults = json.putArray("faults");
    options
        .faults()
        .forEach(
            fault -> faults.addObject().put("name", fault.name()).put("percent", fault.percent()));
  }

  private static void putCalls(ObjectNode json, CallTotals calls) {
    json.put("sent", calls.sent())
        .put("answered", calls.answered())
        .put("failed", calls.failed())
        .put("cutOff", calls.cutOff())
        .put("lost", calls.lost());
  }

  private static void putLatency(ObjectNode json, LatencySummary latency) {
    json.put("count", latency.count())
        .put("meanMillis", Figures.millis(latency.mean()))
        .put("p50Millis", Figures.millis(latency.p50()))
        .put("p90Millis", Figures.millis(latency.p90()))
        .put("p99Millis", Figures.millis(latency.p99()))
        .put("p999Millis", Figures.millis(latency.p999()))
        .put("maxMillis", Figures.millis(latency.max()));
  }

  private static void putSample(ObjectNode json, Sample sample) {
    json.put("atSeconds", seconds(sample.at()))
        .put("connected", sample.connected())
        .put("sent", sample.sent())
        .put("received", sample.received())
        .put("p50Millis", Figures.millis(sample.p50()))
        .put("p99Millis", Figures.millis(sample.p99()))
        .put("errors", sample.errors());
  }

  private static double seconds(Duration duration) {
    return Figures.millis(duration) / MILLIS_PER_SECOND;
  }
}
