package io.ocppgateway.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Peers;
import io.ocppgateway.e2e.Program;
import io.ocppgateway.e2e.Repository;
import io.ocppgateway.e2e.Stack;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The image that the Dockerfile makes, on an imitation of its base image, runs as the synthesized
/// task definition says, against the local stack. What it may have of the processor and of memory
/// is not limited here.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImageIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String IMAGE = "localhost/gateway:test";
  private static final String CHARGE_POINT = "CONTAINED";
  private static final String BOOT =
      "[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]";

  /// `[0.123s][info][class,load] io.ocppgateway.gateway.Main source: shared objects file`.
  private static final Pattern OUR_CLASS =
      Pattern.compile("\\[class,load *] io\\.ocppgateway\\.[\\w.$]+ source: ");

  private static final String FROM_CACHE = "source: shared objects file";

  private static final int HEALTHY = 0;
  private static final int SERVICE_RESTART = 1012;

  /// Ended in the opposite order.
  private final List<AutoCloseable> started = new ArrayList<>();

  private TaskDefinition task;
  private JsonNode image;
  private ContainerNetwork network;
  private GatewayContainer gateway;

  @BeforeAll
  void buildAndStart() throws IOException {
    Peers.requireRoot();
    Peers.ofDebian("buildah", "buildah");
    Peers.ofDebian("crun", "crun");
    Peers.ofDebian("ip", "iproute2");
    Buildah buildah = new Buildah(TARGET.resolve("buildah"));
    started.add(buildah::clear);
    Path context = contextOfAnotherUmask();
    BaseImage base = BaseImage.of(context.resolve("Dockerfile"));
    base.make(buildah, TARGET.resolve("base-image"));
    buildah.build(context, base.name(), IMAGE);
    image = buildah.configuration(IMAGE);

    Stack stack = started(Stack.start("image", 1, List.of(CHARGE_POINT)));
    task = TaskDefinition.of(stack.assembly());
    network = started(ContainerNetwork.create());
    gateway =
        started(
            GatewayContainer.start(
                TARGET.resolve("container"),
                new GatewayContainer.Plan(
                    buildah.rootOf(IMAGE), image, task, environment(stack), network)));
    gateway.program().awaitLine("gateway is ready");
  }

  /// Of the local gateway's environment only what the template leaves to the deployment.
  private Map<String, String> environment(Stack stack) {
    Map<String, String> local = Machine.environment(stack.local().summary().gateways().getFirst());
    Map<String, String> environment = task.environment(local);
    local.forEach((name, value) -> {
      if (name.startsWith("AWS_")) {
        environment.put(name, value);
      }
    });
    for (String url : List.of(GatewayEnvironment.BROKER_URL, "AWS_ENDPOINT_URL")) {
      environment.put(url, reachable(URI.create(local.get(url))).toString());
    }
    return environment;
  }

  private URI reachable(URI local) {
    return URI.create(
        "%s://%s:%d%s"
            .formatted(
                local.getScheme(),
                network.hostAddress(),
                network.open(local.getPort()),
                local.getPath()));
  }

  /// Whoever checks the sources out may let nobody else read them.
  private static Path contextOfAnotherUmask() throws IOException {
    Path context = TARGET.resolve("image-context");
    Command.of("rm", "-rf", context.toString()).succeed();
    Command.of("cp", "-r", Repository.file("gateway/target/image").toString(), context.toString())
        .succeed();
    try (Stream<Path> files = Files.walk(context)) {
      for (Path file : files.toList()) {
        String permissions = Files.isDirectory(file) ? "rwx------" : "rw-------";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      }
    }
    return context;
  }

  private <T extends AutoCloseable> T started(T resource) {
    started.add(resource);
    return resource;
  }

  @AfterAll
  void stopAll() throws Exception {
    for (AutoCloseable resource : started.reversed()) {
      resource.close();
    }
  }

  @Test
  @Order(1)
  void healthCheckOfTheTaskDefinitionPassesInIt() {
    Instant begin = Instant.now();

    Command.Outcome outcome = gateway.exec(task.healthCheck());

    assertThat(outcome).isEqualTo(new Command.Outcome(HEALTHY, ""));
    assertThat(Duration.between(begin, Instant.now())).isLessThan(task.healthCheckTimeout());
  }

  @Test
  @Order(1)
  void itListensOnThePortsOfTheTaskDefinitionAndOnNoOther() {
    Command.Outcome listening =
        Command.of("nsenter", "--net=" + network.path(), "ss", "-Hltn").run();

    List<Integer> ports =
        listening
            .output()
            .lines()
            .map(line -> line.replaceFirst(".*:(\\d+) +\\S+ *$", "$1"))
            .map(Integer::valueOf)
            .distinct()
            .toList();

    assertThat(ports).containsExactlyInAnyOrderElementsOf(task.ports());
  }

  @Test
  @Order(1)
  void itRunsAsNobodyAndMayDoNothingThatIsRoots() {
    long pid = gateway.pid();

    assertThat(Machine.status(pid, "Uid").split("\\s+")).containsOnly("65534");
    assertThat(Machine.status(pid, "Gid").split("\\s+")).containsOnly("65534");
    assertThat(Machine.status(pid, "CapEff")).matches("0+");
    assertThat(Machine.status(pid, "NoNewPrivs")).isEqualTo("1");
  }

  @Test
  @Order(1)
  void nothingInItCanBeWrittenToNotEvenByRoot() {
    assertThat(task.isRootReadOnly()).isTrue();

    for (String directory : List.of("/", "/gateway", "/tmp", "/var/tmp", "/etc")) {
      List<String> write = List.of("bash", "-c", "echo x >" + directory + "/written");

      assertThat(gateway.exec(write).exitCode()).as(directory).isNotZero();
      assertThat(gateway.execAsRoot(write).output())
          .as(directory)
          .contains("Read-only file system");
    }
  }

  @Test
  @Order(1)
  void itIsFoundInItsCacheAndHasItsLibrariesWhereNothingCanBeUnpacked() {
    Map<String, String> loud =
        Map.of(
            "JDK_JAVA_OPTIONS",
            "-Xlog:class+load:stdout",
            // BoringSSL is loaded for a broker with TLS.
            GatewayEnvironment.BROKER_URL,
            "mqtts://127.0.0.1:1",
            GatewayEnvironment.PORT,
            "0",
            GatewayEnvironment.HEALTH_PORT,
            "0");
    try (Program another = gateway.startAgain(loud)) {
      another.awaitLine("gateway listens");
      Set<String> mapped =
          another.processes().stream()
              .flatMap(process -> Machine.mappedFiles(process.pid()).stream())
              .collect(Collectors.toSet());
      List<String> ours =
          another.lines().stream().filter(line -> OUR_CLASS.matcher(line).find()).toList();

      assertThat(ours).hasSizeGreaterThan(100);
      assertThat(ours.stream().filter(line -> line.endsWith(FROM_CACHE)).count())
          .isGreaterThan(ours.size() * 9L / 10);
      assertThat(mapped)
          .contains("/gateway/gateway.aot")
          .anyMatch(file -> file.startsWith("/gateway/native/libnetty_transport_native_epoll_"))
          .anyMatch(file -> file.startsWith("/gateway/native/libnetty_tcnative_linux_"));
    }
  }

  @Test
  @Order(1)
  void kernelIsSetAsTheTaskDefinitionSays() {
    task.systemControls()
        .forEach((control, value) -> {
          String file = "/proc/sys/" + control.replace('.', '/');

          String seen = gateway.exec(List.of("cat", file)).output();

          assertThat(seen.strip().split("\\s+")).as(control).containsExactly(value.split(" "));
        });
    assertThat(Machine.hardLimitOfOpenFiles(gateway.pid()))
        .isEqualTo(Math.min(task.limits().getFirst().hard(), Machine.hardLimitOfOpenFiles()));
  }

  @Test
  @Order(2)
  void chargePointIsAnsweredAndSentAwayInTimeWhenTheTaskIsStopped() {
    try (PlainChargePoint chargePoint = new PlainChargePoint(uri())) {
      String answer = chargePoint.ask(BOOT);
      Instant begin = Instant.now();
      gateway.terminate();
      int closeCode = chargePoint.awaitClose(task.stopTimeout());
      Program program = gateway.program();
      int exitCode = program.awaitExit();

      assertThat(answer).startsWith("[3,\"boot\",").contains("\"status\":\"Accepted\"");
      assertThat(closeCode).isEqualTo(SERVICE_RESTART);
      assertThat(exitCode).isZero();
      assertThat(Duration.between(begin, Instant.now())).isLessThan(task.stopTimeout());
      assertThat(program.lines()).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
    }
  }

  private URI uri() {
    return URI.create(
        "ws://%s:%d/%s".formatted(network.address(), task.ports().getFirst(), CHARGE_POINT));
  }
}
