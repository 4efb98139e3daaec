package io.ocppgateway.local.synth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Synthesizes the template: runs the CDK app in a process of its own, without the CDK's command
/// line, and keeps each result under `.cpo/cdk.out/`, named by the content of all that the app
/// reads. Asked again with nothing changed, it runs nothing.
///
/// Needs `node` on the path, no account and no network. Several processes may synthesize in one
/// repository at the same time: a result appears whole or not at all.
public final class Synth {

  private static final int TIMEOUT_SECONDS = 300;

  private final SynthApp app;
  private final Map<String, String> environment;
  private final Consumer<String> progress;

  /// A synthesizer of this repository's app.
  ///
  /// @param root the repository's root, where modules are built
  /// @param environment of the app's process; of it, the variables `CDK_…` count as input
  /// @param progress told in one line when the app has to run
  /// @throws SynthException if the app is not built
  public Synth(Path root, Map<String, String> environment, Consumer<String> progress) {
    this(SynthApp.ofRepository(root.toAbsolutePath().normalize()), environment, progress);
  }

  Synth(SynthApp app, Map<String, String> environment, Consumer<String> progress) {
    this.app = app;
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /// The directory of the cloud assembly, `cdk.out`, with this context.
  ///
  /// @param context what `-c key=value` says, over the context of `cdk.json` and `cdk.context.json`
  /// @return a directory to be read only; it stays for some syntheses to come
  /// @throws SynthException if the app refuses, with what it says
  public Path synthesize(Map<String, String> context) {
    try {
      String contextJson = CdkContext.json(app.root(), context);
      AssemblyCache cache = new AssemblyCache(app.root().resolve(".cpo/cdk.out"));
      String key = key(contextJson);
      return cache.get(key, directory -> run(directory, contextJson));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is under the root is hashed by content. What Maven resolved is named by its version.
  private String key(String contextJson) throws IOException {
    ContentHash hash = new ContentHash().text("main", app.mainClass()).text("context", contextJson);
    for (Path entry : app.classPath()) {
      if (entry.startsWith(app.root()) || entry.toString().contains("SNAPSHOT")) {
        hash.files(entry.getFileName().toString(), entry);
      } else {
        hash.text("dependency", entry.getFileName().toString());
      }
    }
    for (Path input : app.inputs()) {
      hash.files(app.root().relativize(input).toString(), input);
    }
    hash.files("cdk.json", app.root().resolve("cdk.json"));
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (name.startsWith("CDK_")) {
            hash.text(name, value);
          }
        });
    return hash.digits();
  }

  private void run(Path directory, String contextJson) throws IOException {
    progress.accept(
        "synthesizing the template; it is kept until something that it is made of changes");
    Path log = app.root().resolve(".cpo/synth.log");
    // Others may run at the same time: each writes its own, and whoever ends last leaves it.
    Path own = directory.resolve("synth.log");
    int exit;
    List<String> lines;
    try {
      exit = exitOf(builder(directory, contextJson).redirectOutput(own.toFile()));
      lines = new String(Files.readAllBytes(own), UTF_8).lines().toList();
    } finally {
      Files.move(own, log, StandardCopyOption.REPLACE_EXISTING);
    }
    if (exit != 0) {
      throw new SynthException(
          "the CDK app refused (exit %d, all of its output in %s):%n%s"
              .formatted(exit, log, AppOutput.reduced(lines)));
    }
  }

  private ProcessBuilder builder(Path directory, String contextJson) {
    ProcessBuilder builder =
        new ProcessBuilder(app.command()).directory(app.root().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("CDK_OUTDIR", directory.toString());
    builder.environment().put("CDK_CONTEXT_JSON", contextJson);
    // Two thirds of the time. The same template is looked at whenever the CDK's own commands run.
    builder.environment().putIfAbsent("CDK_VALIDATION", "false");
    return builder;
  }

  /// Runs to the end. The child ends with this process, whatever ends this process.
  private static int exitOf(ProcessBuilder builder) throws IOException {
    Process child = builder.start();
    Thread ender = new Thread(child::destroy);
    Runtime.getRuntime().addShutdownHook(ender);
    try {
      child.getOutputStream().close();
      if (!child.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new SynthException("the CDK app did not end within %d s".formatted(TIMEOUT_SECONDS));
      }
      return child.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SynthException("interrupted while the CDK app ran", e);
    } finally {
      child.destroy();
      removeHook(ender);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs already: this process is ending.
    }
  }
}
