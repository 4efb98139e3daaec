package io.ocppgateway.local.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Synthesis with a small program in the place of the CDK app: what is run again and what is not.
class SynthIT {

  @TempDir private Path root;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Path jar;

  @BeforeEach
  void layOutRepository() throws IOException {
    root = root.toRealPath();
    jar = Files.writeString(root.resolve("lambdas.jar"), "functions");
    Files.writeString(root.resolve("cdk.json"), "{\"app\":\"x\",\"context\":{\"a\":1,\"b\":2}}");
    Files.writeString(root.resolve("cdk.context.json"), "{\"b\":3,\"looked-up\":[\"zone\"]}");
    environment.put("PATH", "/usr/bin:/bin");
  }

  @Test
  void appIsRunOnceForTheSameInput() throws IOException {
    Path first = synth().synthesize(Map.of("heartbeatInterval", "10"));

    Path second = synth().synthesize(Map.of("heartbeatInterval", "10"));

    assertThat(second).isEqualTo(first).startsWith(root.resolve(".cpo/cdk.out"));
    assertThat(runs()).isEqualTo(1);
    assertThat(progress).hasSize(1);
  }

  @Test
  void commandLineGoesBeforeSettingsAndSettingsBeforeLookups() throws IOException {
    Path assembly = synth().synthesize(Map.of("a", "9"));

    String context = Files.readString(assembly.resolve("manifest.json"));

    assertThat(context)
        .contains("\"a\":\"9\"")
        .contains("\"b\":2")
        .contains("\"looked-up\":[\"zone\"]");
  }

  @Test
  void changedContextRunsTheAppAgain() throws IOException {
    Path first = synth().synthesize(Map.of("heartbeatInterval", "10"));

    Path second = synth().synthesize(Map.of("heartbeatInterval", "20"));

    assertThat(second).isNotEqualTo(first);
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void changedAssetRunsTheAppAgain() throws IOException {
    Path first = synth().synthesize(Map.of());
    Files.writeString(jar, "other functions");

    Path second = synth().synthesize(Map.of());

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void changedSettingsFileRunsTheAppAgain() throws IOException {
    Path first = synth().synthesize(Map.of());
    Files.writeString(root.resolve("cdk.json"), "{\"context\":{\"a\":2}}");

    Path second = synth().synthesize(Map.of());

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void variablesOfTheCdkCountAndOthersDoNot() throws IOException {
    Path first = synth().synthesize(Map.of());
    environment.put("EDITOR", "ed");
    Path second = synth().synthesize(Map.of());
    environment.put("CDK_DEPLOY_REGION", "eu-central-1");

    Path third = synth().synthesize(Map.of());

    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
  }

  @Test
  void theCdksValidatorLooksOnlyWhereItIsAskedFor() throws IOException {
    Path usual = synth().synthesize(Map.of());
    environment.put("CDK_VALIDATION", "true");

    Path asked = synth().synthesize(Map.of());

    assertThat(usual.resolve("validation")).hasContent("false");
    assertThat(asked.resolve("validation")).hasContent("true");
  }

  @Test
  void refusalIsTheAppsMessageWithoutStackTraceAndLeavesNoEntry() throws IOException {
    Synth synth = synth();

    assertThatThrownBy(() -> synth.synthesize(Map.of("fault", "yes")))
        .isInstanceOf(SynthException.class)
        .hasMessageEndingWith("heartbeatInterval is 'often'; allowed are whole seconds")
        .hasMessageContaining("synth.log")
        .hasMessageNotContaining("\tat ")
        .hasMessageNotContaining("!!");
    assertThat(entries()).isEmpty();
  }

  @Test
  void refusalIsTheAppsOwnMessageWhateverAnotherSynthesisSaysMeanwhile() throws IOException {
    Synth synth = synth();
    CompletableFuture<Path> refused =
        CompletableFuture.supplyAsync(
            () -> synth.synthesize(Map.of("fault", "yes", "slow", "yes")),
            Thread::startVirtualThread);
    await().until(() -> Files.exists(root.resolve("told")));

    synth.synthesize(Map.of());
    Files.createFile(root.resolve("go-on"));

    assertThatThrownBy(refused::join)
        .hasMessageEndingWith("heartbeatInterval is 'often'; allowed are whole seconds");
  }

  @Test
  void onlyTheAssembliesUsedLastAreKept() throws IOException {
    Synth synth = synth();
    Path oldest = synth.synthesize(Map.of("n", "0"));

    for (int i = 1; i <= 10; i++) {
      synth.synthesize(Map.of("n", Integer.toString(i)));
    }

    assertThat(entries()).hasSize(10).doesNotContain(oldest);
  }

  @Test
  void appThatIsNotBuiltIsNamedWithWhatBuildsIt() {
    assertThatThrownBy(() -> new Synth(root, environment, progress::add))
        .isInstanceOf(SynthException.class)
        .hasMessageContaining("runtime-classpath")
        .hasMessageContaining("mvn");
  }

  private Synth synth() {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList();
    SynthApp app = new SynthApp(root, FakeApp.class.getName(), classPath, List.of(jar));
    return new Synth(app, environment, progress::add);
  }

  private long runs() throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve("runs"))) {
      return lines.count();
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve(".cpo/cdk.out"))) {
      return entries.toList();
    }
  }
}
