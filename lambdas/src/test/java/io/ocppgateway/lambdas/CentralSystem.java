package io.ocppgateway.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.lambdas.command.CommandResults;
import io.ocppgateway.lambdas.fake.ManualClock;
import io.ocppgateway.lambdas.fake.MemoryProcessedMessages;
import io.ocppgateway.lambdas.fake.MemoryShadows;
import io.ocppgateway.lambdas.fake.RecordedAnswers;
import io.ocppgateway.lambdas.routing.FrameEvent;
import io.ocppgateway.lambdas.routing.FrameRouter;
import io.ocppgateway.lambdas.routing.Routes;
import io.ocppgateway.lambdas.routing.ValidationMode;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.schema.Schemas;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Everything behind the rule, with the AWS services in memory.
final class CentralSystem {

  static final Schemas SCHEMAS = new Schemas();

  final ManualClock clock = new ManualClock(Instant.parse("2026-01-31T12:00:00.75Z"));
  final RecordedAnswers answers = new RecordedAnswers();
  final MemoryShadows shadows = new MemoryShadows();
  final MemoryProcessedMessages processed = new MemoryProcessedMessages();
  final FrameRouter router;

  private CentralSystem(ValidationMode mode) {
    router = router(RoutingTable.of(shadows, Duration.ofSeconds(300), clock), mode);
  }

  static CentralSystem lenient() {
    return new CentralSystem(ValidationMode.LENIENT);
  }

  static CentralSystem strict() {
    return new CentralSystem(ValidationMode.STRICT);
  }

  /// A router with a table of the test's own.
  FrameRouter router(Routes routes, ValidationMode mode) {
    return new FrameRouter(
        routes,
        new CommandResults(),
        new FrameRouter.Edges(SCHEMAS, mode, processed, answers, clock));
  }

  /// CP1 sends a frame, and these are the frames that it gets, without the thing name.
  List<String> send(OcppVersion version, String frame) {
    int before = answers.frames().size();
    router.route(event(version, frame));
    return answers.frames().stream()
        .skip(before)
        .map(answer -> answer.substring("CP1 ".length()))
        .toList();
  }

  FrameEvent event(OcppVersion version, String frame) {
    return read(
        """
        {"message":%s,"chargePointId":"CP1","ocpp":["%s"],"receivedAt":%d,"traceId":"t"}\
        """
            .formatted(frame, version.subprotocol(), clock.millis()));
  }

  FrameEvent read(String event) {
    return FrameEvent.read(new ByteArrayInputStream(event.getBytes(UTF_8)), clock);
  }
}
