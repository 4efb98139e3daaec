package io.ocppgateway.e2e;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command line as a process, but for the script's own check that everything is built.
public final class Cpo {

  /// Where `./cpo` tells the command that the repository lies.
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CPO_ROOT", Repository.root().toString());

  private static final List<String> JVM =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED");

  private Cpo() {}

  /// Runs `./cpo` with these arguments.
  public static Program start(String... arguments) {
    return start(Map.of(), arguments);
  }

  /// The same with more in its environment.
  public static Program start(Map<String, String> environment, String... arguments) {
    Map<String, String> all = new HashMap<>(ENVIRONMENT);
    all.putAll(environment);
    return Program.start(all, command(arguments));
  }

  /// Runs `./cpo` with these arguments in a terminal, where Ctrl-C can be typed.
  static Program startInTerminal(String... arguments) {
    return startInTerminalOf("dumb", arguments);
  }

  /// The same in a terminal of a type, as `TERM` has it.
  static Program startInTerminalOf(String type, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("exec", "env", "--default-signal=INT", "TERM=" + type));
    command.addAll(command(arguments));
    return Program.startInTerminal(ENVIRONMENT, command);
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(JVM);
    command.addAll(Archive.MADE.options());
    command.addAll(program(arguments));
    return command;
  }

  private static List<String> program(String... arguments) {
    List<String> program = new ArrayList<>(List.of("-cp", classPath(), "io.ocppgateway.cli.Cpo"));
    program.addAll(List.of(arguments));
    return program;
  }

  /// Made when the first command is run, of one that asks AWS and is not answered.
  private static final class Archive {

    static final ClassArchive MADE =
        ClassArchive.make(
            Path.of("target", "cpo.jsa").toAbsolutePath(),
            JVM,
            program("things", "--aws-port", "1"));
  }

  /// In jars, of which a [ClassArchive] is made.
  private static String classPath() {
    return Repository.files("cli/target", ".jar").findFirst().orElseThrow()
        + File.pathSeparator
        + Repository.read("cli/target/runtime-classpath").strip();
  }
}
