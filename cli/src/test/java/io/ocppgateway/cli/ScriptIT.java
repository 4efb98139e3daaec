package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `cpo` in a repository of its own, with a Maven that notes its runs and builds
/// nothing.
class ScriptIT {

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      cd "$(dirname "$0")/.."
      case "$*" in *--version*) echo "Apache Maven $(cat maven-version) (hash)"; exit ;; esac
      echo "$JAVA_HOME $*" >> maven-runs
      echo "[INFO] Building cli 0.1.0-SNAPSHOT [1/2]"
      if [ -f endless ]; then exec sleep 600; fi
      if [ -f broken ]; then echo "[ERROR] Broken.java:[1,1] cannot find symbol"; exit 1; fi
      mkdir -p cli/target infra/target
      cp class-path cli/target/runtime-classpath
      cp class-path infra/target/runtime-classpath
      """;

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();

  /// How a run of the script ended.
  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void layOutRepository() throws IOException {
    Path script = Path.of(System.getProperty("basedir")).resolveSibling("cpo");
    // Only what a test puts there is found, not the JDKs of this machine.
    program("cpo", Files.readString(script).replace("/usr/lib/jvm/* /opt/* /opt/*/*", "jvms/*"));
    program("bin/mvn", MAVEN);
    program("bin/node", "#!/usr/bin/env bash\necho v24.1.0\n");
    file("maven-version", "3.9.9");
    file("class-path", System.getProperty("java.class.path"));
    file("pom.xml", "<project/>");
    file("cli/pom.xml", "<project/>");
    file("cli/src/main/java/Source.java", "class Source {}");
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", root.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  @Test
  void firstStartBuildsAndLaterStartsDoNot() throws Exception {
    Run first = cpo("--help");
    Run second = cpo("--help");

    Run usage = cpo("bogus");

    assertThat(first.out()).startsWith("Usage: cpo").isEqualTo(second.out());
    assertThat(first.err()).contains("building, on first use only").contains("built in");
    assertThat(second.err()).isEmpty();
    assertThat(usage.exitCode()).isEqualTo(2);
    assertThat(builds()).hasSize(1);
    assertThat(builds().getFirst()).startsWith(System.getProperty("java.home")).contains("package");
  }

  @Test
  void newerSourceIsBuilt() throws Exception {
    cpo("--help");
    Path source = file("cli/src/main/java/Source.java", "class Source { int changed; }");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    Run run = cpo("--help");

    assertThat(run.err()).contains("sources are newer than the build");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void newerTestIsNotBuilt() throws Exception {
    cpo("--help");
    Path test = file("cli/src/test/java/SourceTest.java", "class SourceTest {}");
    Files.setLastModifiedTime(test, FileTime.from(Instant.now().plusSeconds(5)));

    cpo("--help");

    assertThat(builds()).hasSize(1);
  }

  @Test
  void brokenBuildShowsItsEndAndTheLogAndIsTriedAgain() throws Exception {
    file("broken", "");

    Run broken = cpo("things");
    Files.delete(root.resolve("broken"));
    Run mended = cpo("--help");

    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err())
        .contains("[ERROR] Broken.java:[1,1] cannot find symbol")
        .contains("the whole log is in " + root.toRealPath().resolve("target/cpo/build.log"));
    assertThat(mended.exitCode()).isZero();
  }

  @Test
  void stoppedBuildEndsMavenAndIsTriedAgain() throws Exception {
    file("endless", "");
    Process process = start("--help");
    await().until(() -> Files.exists(root.resolve("maven-runs")));
    List<ProcessHandle> children = process.descendants().toList();

    process.toHandle().destroy();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    Files.delete(root.resolve("endless"));
    Run next = cpo("--help");

    assertThat(exitCode).isEqualTo(128 + 15);
    assertThat(err).contains("the build was stopped");
    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(next.exitCode()).isZero();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    Process one = start("--help");
    Process other = start("--help");

    boolean ended = one.waitFor(60, TimeUnit.SECONDS) && other.waitFor(60, TimeUnit.SECONDS);

    assertThat(ended).isTrue();
    assertThat(one.exitValue()).isZero();
    assertThat(other.exitValue()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void jdkOfAnotherReleaseIsNamedWithWhatIsNeeded() throws Exception {
    jdk("old", "17.0.15");
    environment.put("JAVA_HOME", root.resolve("old").toString());

    Run run = cpo("--help");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("cpo: no JDK 25 found")
        .contains("JAVA_HOME is " + root.resolve("old"));
    assertThat(root.resolve("target")).doesNotExist();
  }

  @Test
  void jdkIsFoundWhereToolsInstallIt() throws Exception {
    jdk(".sdkman/candidates/java/21.0.4-tem", "21.0.4");
    jdk(".sdkman/candidates/java/25.0.3-tem", "25.0.3");
    environment.remove("JAVA_HOME");

    cpo("--help");

    assertThat(builds()).hasSize(1);
    assertThat(builds().getFirst()).contains("25.0.3-tem");
  }

  @Test
  void oldMavenIsNamedWithWhatIsNeeded() throws Exception {
    file("maven-version", "3.6.3");

    Run run = cpo("--help");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Maven 3.8 or newer is needed").contains("3.6.3");
  }

  @Test
  void oldNodeIsNamedWithWhatIsNeeded() throws Exception {
    program("bin/node", "#!/usr/bin/env bash\necho v18.19.0\n");

    Run run = cpo("--help");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Node.js 20 or newer is needed").contains("18.19.0");
  }

  @Test
  void appOfTheCdkSaysWhatIsMissingAndWritesNothingOnItsOutput() throws Exception {
    program("bin/node", "#!/usr/bin/env bash\necho v18.19.0\n");

    Run withOldNode = cpo("app");
    jdk("old", "17.0.15");
    environment.put("JAVA_HOME", root.resolve("old").toString());
    Run withOldJdk = cpo("app");

    assertThat(withOldNode.exitCode()).isEqualTo(1);
    assertThat(withOldNode.out()).isEmpty();
    assertThat(withOldNode.err()).contains("Node.js 20 or newer is needed").contains("nodejs.org");
    assertThat(withOldJdk.exitCode()).isEqualTo(1);
    assertThat(withOldJdk.out()).isEmpty();
    assertThat(withOldJdk.err()).contains("no JDK 25 found").contains("adoptium.net");
  }

  @Test
  void commandsOfTheCdkWantItInstalledHere() throws Exception {
    for (String command : List.of("bootstrap", "deploy", "diff", "destroy")) {
      Run run = cpo(command);

      assertThat(run.exitCode()).as(command).isEqualTo(1);
      assertThat(run.err()).as(command).contains("Run: npm ci");
    }
  }

  @Test
  void commandsOfTheCdkAreTheCdksWithTheirOptions() throws Exception {
    cdk("echo \"$PWD: $*\"; exit 3");

    Run run = cpo("destroy", "--force", "-c", "stackName=Other");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEqualTo(root.toRealPath() + ": destroy --force -c stackName=Other\n");
  }

  @Test
  void deploymentEndsWithTheUrlAndWhatComesNext() throws Exception {
    cdk(outputs("wss://gateway.example.com"));
    Run withDomain = cpo("deploy", "-c", "domainName=example.com");
    cdk(outputs("ws://lb.example"));
    Run without = cpo("deploy");

    assertThat(withDomain.exitCode()).isZero();
    assertThat(withDomain.out())
        .contains("-c domainName=example.com")
        .contains("\n👉 websocketURL wss://gateway.example.com\n")
        .contains("./cpo register CP1 --generate-password --aws")
        .endsWith("--url wss://gateway.example.com --cp-id CP1 --password -\n");
    assertThat(without.out())
        .contains("\n👉 websocketURL ws://lb.example\n")
        .contains("./cpo register CP1 --aws")
        .endsWith("--url ws://lb.example --cp-id CP1\n");
  }

  @Test
  void failedDeploymentNamesNoUrlOfAnEarlierOne() throws Exception {
    cdk(outputs("wss://gateway.example.com"));
    cpo("deploy");
    cdk("echo failed >&2; exit 1");

    Run run = cpo("deploy");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("websocketURL");
    assertThat(run.err()).contains("failed");
  }

  /// What the CDK's command line does at the end of a deployment.
  private static String outputs(String url) {
    return """
    echo "$*"
    while [ "$1" != --outputs-file ]; do shift; done
    printf '{\n  "Stack": {\n    "loadBalancerDnsName": "lb.example",\n    "websocketURL": "%s"\n  }\n}\n' >"$2"
    """
        .formatted(url);
  }

  private void cdk(String script) throws IOException {
    program("node_modules/.bin/cdk", "#!/usr/bin/env bash\n" + script);
  }

  private void jdk(String home, String version) throws IOException {
    program(home + "/bin/java", "#!/usr/bin/env bash\necho 'openjdk version' >&2\n");
    program(home + "/bin/javac", "#!/usr/bin/env bash\n");
    file(home + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private Run cpo(String... arguments) throws Exception {
    Process process = start(arguments);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(root.resolve("cpo").toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(root.resolve("maven-runs"));
  }

  private Path file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void program(String name, String content) throws IOException {
    assertThat(file(name, content).toFile().setExecutable(true)).isTrue();
  }
}
