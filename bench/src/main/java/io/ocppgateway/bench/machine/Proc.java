package io.ocppgateway.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the kernel says in `/proc`.
///
/// @see "proc(5)"
public final class Proc {

  /// Of a clock tick in `/proc`: it is a hundredth of a second on every Linux, whatever the
  /// kernel's own.
  private static final Duration TICK = Duration.ofMillis(10);

  private static final Path ROOT = Path.of("/proc");
  private static final int BYTES_PER_KIBIBYTE = 1024;

  private Proc() {}

  /// The CPU time that a process has used, in user mode and in the kernel.
  public static Duration cpuOf(long pid) {
    return cpuInStat(read(ROOT.resolve(pid + "/stat")));
  }

  /// The CPU time that this machine has not been idle, all cores added up.
  public static Duration cpuOfMachine() {
    return busyInStat(read(ROOT.resolve("stat")));
  }

  /// How much of a process is in memory, in bytes.
  public static long residentBytes(long pid) {
    return residentInStatus(read(ROOT.resolve(pid + "/status")));
  }

  /// The numbers of the cores that this process may run on.
  static List<Integer> allowedCores() {
    return coresInStatus(read(ROOT.resolve("self/status")));
  }

  /// What the CPU calls itself.
  public static String cpuModel() {
    return read(ROOT.resolve("cpuinfo"))
        .lines()
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(System.getProperty("os.arch"));
  }

  /// The sum of utime and stime.
  static Duration cpuInStat(String stat) {
    // The name of the program, in parentheses, may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    int userTime = 14 - 3;
    return TICK.multipliedBy(
        Long.parseLong(fields[userTime]) + Long.parseLong(fields[userTime + 1]));
  }

  /// All but idle and waiting for I/O; what guests use is in user time already.
  static Duration busyInStat(String stat) {
    List<Long> ticks =
        Arrays.stream(stat.lines().findFirst().orElse("").strip().split(" +", -1))
            .skip(1)
            .map(Long::valueOf)
            .toList();
    int idle = 3;
    int waitingForIo = 4;
    int steal = 7;
    long busy = 0;
    for (int i = 0; i <= steal; i++) {
      if (i != idle && i != waitingForIo) {
        busy += ticks.get(i);
      }
    }
    return TICK.multipliedBy(busy);
  }

  static long residentInStatus(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIBIBYTE)
        .orElseThrow(() -> new IllegalArgumentException("no VmRSS in " + status));
  }

  /// A list of numbers and of ranges of them: `0-1,4`.
  static List<Integer> coresInStatus(String status) {
    String list =
        status
            .lines()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElseThrow(() -> new IllegalArgumentException("no Cpus_allowed_list in " + status));
    return Arrays.stream(list.split(",", -1))
        .map(range -> range.split("-", -1))
        .flatMapToInt(ends ->
            IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
        .boxed()
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s; the benchmark needs Linux, and the process to be alive".formatted(file),
          e);
    }
  }
}
