package io.ocppgateway.e2e.image;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An image that runs under crun, as a task definition says.
final class GatewayContainer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// On machines that have both versions of control groups crun says that it does not know what to
  /// do. It is shown the older one alone.
  private static final String WITHOUT_SECOND_CGROUPS =
      "umount --lazy /sys/fs/cgroup/unified 2>/dev/null";

  private static final String ID = "ocpp-gateway-" + ProcessHandle.current().pid();

  private final Path directory;
  private final Plan plan;
  private final Program program;

  private GatewayContainer(Path directory, Plan plan, Program program) {
    this.directory = directory;
    this.plan = plan;
    this.program = program;
  }

  /// What is started.
  ///
  /// @param root directory of the image's files
  /// @param image the image's configuration
  /// @param environment of the task definition
  record Plan(
      Path root,
      JsonNode image,
      TaskDefinition task,
      Map<String, String> environment,
      ContainerNetwork network) {

    List<String> program() {
      return image.get("Entrypoint").valueStream().map(JsonNode::asString).toList();
    }

    /// `NAME=value`, those of the image first.
    Stream<String> variables() {
      return Stream.concat(
          image.path("Env").valueStream().map(JsonNode::asString),
          environment.entrySet().stream().map(Object::toString));
    }

    String workingDirectory() {
      return image.get("WorkingDir").asString();
    }

    /// The user that ECS runs it as.
    String user() {
      return task.user().orElseGet(() -> image.path("User").asString("0:0"));
    }
  }

  /// Starts a container.
  ///
  /// @param directory takes what crun has to be told, and its state
  static GatewayContainer start(Path directory, Plan plan) {
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("config.json"), JSON.writeValueAsString(configuration(plan)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> run = crun(directory, "run", "--bundle", directory.toString(), ID);
    return new GatewayContainer(directory, plan, Program.start(Map.of(), run));
  }

  /// What it writes, and its end.
  Program program() {
    return program;
  }

  /// Runs a command in it, as the user that it runs as, in a directory that no command can count
  /// on.
  Command.Outcome exec(List<String> command) {
    return new Command(exec(List.of("--cwd", "/"), command)).run();
  }

  /// Runs a command in it as root.
  Command.Outcome execAsRoot(List<String> command) {
    return new Command(exec(List.of("--cwd", "/", "--user", "0:0"), command)).run();
  }

  /// Starts the image's program in it once more.
  ///
  /// @param environment goes before that of the first
  Program startAgain(Map<String, String> environment) {
    List<String> options = new ArrayList<>(List.of("--cwd", plan.workingDirectory()));
    Stream.concat(plan.variables(), environment.entrySet().stream().map(Object::toString))
        .forEach(variable -> options.addAll(List.of("--env", variable)));
    return Program.start(Map.of(), exec(options, plan.program()));
  }

  /// The number that its first process has outside.
  long pid() {
    String state = new Command(crun(directory, "state", ID)).succeed();
    return JSON.readTree(state).get("pid").asLong();
  }

  /// Sends its first process SIGTERM, as ECS does to stop it.
  void terminate() {
    new Command(crun(directory, "kill", ID, "TERM")).succeed();
  }

  @Override
  public void close() {
    new Command(crun(directory, "delete", "--force", ID)).run();
    program.close();
  }

  private List<String> exec(List<String> options, List<String> command) {
    List<String> exec = crun(directory, "exec");
    exec.addAll(options);
    exec.add(ID);
    exec.addAll(command);
    return exec;
  }

  private static List<String> crun(Path directory, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                WITHOUT_SECOND_CGROUPS + "; exec \"$@\"",
                "sh",
                "crun",
                "--root",
                directory.resolve("state").toString(),
                // Limits of processor and memory are not what is looked at here.
                "--cgroup-manager",
                "disabled"));
    command.addAll(List.of(arguments));
    return command;
  }

  /// @see "OCI runtime specification 1.0.2, config.md"
  private static Map<String, Object> configuration(Plan plan) {
    TaskDefinition task = plan.task();
    return Map.of(
        "ociVersion",
        "1.0.2",
        "hostname",
        "task",
        "root",
        Map.of("path", plan.root().toString(), "readonly", task.isRootReadOnly()),
        "process",
        process(plan),
        "mounts",
        Stream.concat(systemMounts(), task.writablePaths().stream().map(GatewayContainer::tmpfs))
            .toList(),
        "linux",
        Map.of(
            "namespaces",
            List.of(
                Map.of("type", "pid"),
                Map.of("type", "ipc"),
                Map.of("type", "uts"),
                Map.of("type", "mount"),
                Map.of("type", "network", "path", plan.network().path())),
            "sysctl",
            task.systemControls()));
  }

  private static Map<String, Object> process(Plan plan) {
    String[] user = plan.user().split(":");
    return Map.of(
        "user",
        Map.of("uid", Integer.parseInt(user[0]), "gid", Integer.parseInt(user[user.length - 1])),
        "args",
        plan.program(),
        "env",
        plan.variables().toList(),
        "cwd",
        plan.workingDirectory(),
        "noNewPrivileges",
        true,
        "rlimits",
        plan.task().limits().stream().map(GatewayContainer::limit).toList());
  }

  /// As much of it as this machine allows anyone.
  private static Map<String, Object> limit(TaskDefinition.Limit limit) {
    long allowed = Machine.hardLimitOfOpenFiles();
    return Map.of(
        "type",
        "RLIMIT_" + limit.name().toUpperCase(Locale.ROOT),
        "soft",
        Math.min(limit.soft(), allowed),
        "hard",
        Math.min(limit.hard(), allowed));
  }

  private static Stream<Map<String, Object>> systemMounts() {
    return Stream.of(
        mount("/proc", "proc", "nosuid", "noexec", "nodev"),
        mount("/dev", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        mount("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        mount("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro"));
  }

  private static Map<String, Object> tmpfs(String path) {
    return mount(path, "tmpfs", "nosuid", "nodev", "mode=1777");
  }

  private static Map<String, Object> mount(String path, String type, String... options) {
    return Map.of("destination", path, "type", type, "source", type, "options", List.of(options));
  }
}
