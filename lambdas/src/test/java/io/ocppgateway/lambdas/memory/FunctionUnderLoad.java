package io.ocppgateway.lambdas.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.sun.management.OperatingSystemMXBean;
import io.ocppgateway.lambdas.FrameHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;

/// A process of its own, with the jar that is deployed: the function works on thousands of events,
/// one after the other, as an instance of Lambda does, and tells what that took.
///
/// The AWS that it asks is not in this process, so that what is counted is the function's.
final class FunctionUnderLoad {

  private static final int CALLS = 500;
  private static final double MIB = 1 << 20;

  private static final String EVENT =
      """
      {"message":%s,"chargePointId":"CP%d","ocpp":["ocpp2.0.1"],"receivedAt":1700000000000,"traceId":"t"}\
      """;
  private static final String HEARTBEAT =
      """
      [2,"%08d-0000-4000-8000-000000000000","Heartbeat",{}]\
      """;
  private static final String STATUS =
      """
      [2,"%08d-0000-4000-8000-000000000000","StatusNotification",\
      {"timestamp":"2026-11-22T00:00:00Z","connectorStatus":"Occupied","evseId":1,"connectorId":1}]\
      """;
  private static final String BOOT =
      """
      [2,"%08d-0000-4000-8000-000000000000","BootNotification",\
      {"reason":"PowerUp","chargingStation":{"vendorName":"V","model":"M","serialNumber":"S","firmwareVersion":"1"}}]\
      """;

  private final FrameHandler handler = new FrameHandler();

  private FunctionUnderLoad() {}

  public static void main(String[] arguments) throws IOException {
    FunctionUnderLoad load = new FunctionUnderLoad();
    load.handler.beforeCheckpoint(null);
    load.work(HEARTBEAT::formatted);
    load.work(STATUS::formatted);
    load.work(BOOT::formatted);
    tell("heartbeatCpuMillis", load.work(HEARTBEAT::formatted));
    tell("otherCpuMillis", load.work(STATUS::formatted));
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      tell(pool.getName().replaceAll("\\W", "") + "PeakMib", pool.getPeakUsage().getUsed() / MIB);
    }
    tell("residentMib", residentMib());
  }

  /// Processor time of this process for each event, in milliseconds.
  private double work(IntFunction<String> frames) {
    long before = processorNanos();
    for (int i = 0; i < CALLS; i++) {
      String event = EVENT.formatted(frames.apply(i), i);
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(UTF_8)),
          OutputStream.nullOutputStream(),
          CONTEXT);
    }
    return (processorNanos() - before) / 1e6 / CALLS;
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double residentMib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
        .sum();
  }

  private static void tell(String what, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", what, value);
  }

  /// The function asks nothing of it.
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              FunctionUnderLoad.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });
}
