package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;

/// The processors of tasks, as the stack's setting `architecture` names them.
public enum Architecture {
  /// AWS's own.
  ARM64(Meter.FARGATE_ARM_VCPU_HOURS, Meter.FARGATE_ARM_GB_HOURS),
  /// Intel's and AMD's.
  X86_64(Meter.FARGATE_X86_VCPU_HOURS, Meter.FARGATE_X86_GB_HOURS);

  private final Meter processor;
  private final Meter memory;

  Architecture(Meter processor, Meter memory) {
    this.processor = processor;
    this.memory = memory;
  }

  /// What hours of a processor cost.
  Meter processor() {
    return processor;
  }

  /// What hours of a GB cost.
  Meter memory() {
    return memory;
  }
}
