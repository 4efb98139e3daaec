package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes CALLs without waiting for the answers to those before, and beats several times at once, so
/// that there are some.
///
/// @param size of CALLs at once
record Burst(int size) implements Fault {

  static final int SIZE = 10;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String description() {
    return "sends heartbeats %d at once, and never waits for an answer before the next CALL"
        .formatted(size);
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    return options.withCallHabits(options.callHabits().withAtOnce(size).andThen(this::wording));
  }

  private List<Request> wording(Request request) {
    return request.action().equals("Heartbeat")
        ? Collections.nCopies(size, request)
        : List.of(request);
  }
}
