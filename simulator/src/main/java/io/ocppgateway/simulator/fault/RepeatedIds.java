package io.ocppgateway.simulator.fault;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Counts its CALLs from 1 at each start, and gives each number to two of them.
record RepeatedIds() implements Fault {

  @Override
  public String name() {
    return "repeated-ids";
  }

  @Override
  public String description() {
    return "uses each message id for two CALLs in a row";
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    return options.withCallHabits(options.callHabits().withIds(new Numbers()));
  }

  private static final class Numbers implements Supplier<MessageId> {

    private long calls;

    @Override
    public MessageId get() {
      return new MessageId(Long.toString(calls++ / 2 + 1));
    }
  }
}
