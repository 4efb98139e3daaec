package io.ocppgateway.e2e.image;

import io.ocppgateway.e2e.Repository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Linux tells of processes.
final class Machine {

  private static final Pattern OPEN_FILES =
      Pattern.compile("(?m)^Max open files +(\\d+) +(\\d+) +files");

  private Machine() {}

  /// To how many this process's children may raise their open files.
  static long hardLimitOfOpenFiles() {
    return hardLimitOfOpenFiles("self");
  }

  /// The same of another process.
  static long hardLimitOfOpenFiles(long pid) {
    return hardLimitOfOpenFiles(Long.toString(pid));
  }

  /// A line of `/proc/PID/status`, without its name.
  static String status(long pid, String name) {
    return of(pid, "status")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /// The files that a process has mapped into its memory.
  static Set<String> mappedFiles(long pid) {
    return of(pid, "maps")
        .lines()
        .map(line -> line.replaceFirst("^(\\S+ +){5}", ""))
        .filter(file -> file.startsWith("/"))
        .collect(Collectors.toSet());
  }

  /// The environment with which a process was started.
  static Map<String, String> environment(long pid) {
    return Arrays.stream(of(pid, "environ").split("\0"))
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
  }

  private static long hardLimitOfOpenFiles(String process) {
    Matcher limits = OPEN_FILES.matcher(of(process, "limits"));
    if (!limits.find()) {
      throw new AssertionError("no limit of open files of process " + process);
    }
    return Long.parseLong(limits.group(2));
  }

  private static String of(long pid, String file) {
    return of(Long.toString(pid), file);
  }

  private static String of(String process, String file) {
    return Repository.read(Path.of("/proc", process, file));
  }
}
