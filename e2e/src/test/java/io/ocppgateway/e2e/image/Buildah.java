package io.ocppgateway.e2e.image;

import io.ocppgateway.e2e.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Builds images without a daemon, with a storage of its own below `target`.
///
/// @param directory of the storage
record Buildah(Path directory) {

  /// What a build does needs no namespaces then, and no network.
  private static final List<String> ISOLATION = List.of("--isolation", "chroot");

  /// Makes an image of a directory.
  ///
  /// @param root becomes the image's root directory
  /// @param environment `NAME=value`, what programs in it start with
  void imageOf(Path root, String name, List<String> environment) {
    String container = run("from", "scratch");
    try {
      run("copy", "--quiet", container, root.toString(), "/");
      List<String> config = new ArrayList<>(List.of("config"));
      environment.forEach(variable -> config.addAll(List.of("--env", variable)));
      config.add(container);
      run(config);
      run("commit", "--quiet", container, name);
    } finally {
      run("rm", container);
    }
  }

  /// Builds a directory's Dockerfile on another base than it names, and asks no registry.
  void build(Path context, String base, String name) {
    List<String> build = new ArrayList<>(List.of("build", "--pull-never", "--from", base));
    build.addAll(ISOLATION);
    build.addAll(List.of("--tag", name, context.toString()));
    run(build);
  }

  /// The image's configuration, as the Open Container Initiative specifies it.
  JsonNode configuration(String image) {
    return JsonMapper.shared()
        .readTree(run("inspect", "--type", "image", image))
        .at("/OCIv1/config");
  }

  /// Unpacks an image; gives the directory with its files.
  Path rootOf(String image) {
    return Path.of(run("mount", run("from", "--pull-never", image)));
  }

  /// Removes all containers and images.
  void clear() {
    run("rm", "--all");
    run("rmi", "--all", "--force");
  }

  private String run(String... arguments) {
    return run(List.of(arguments));
  }

  private String run(List<String> arguments) {
    List<String> storage =
        List.of(
            "buildah",
            "--root",
            directory.resolve("storage").toString(),
            "--runroot",
            directory.resolve("run").toString(),
            // Slow with large images and at home everywhere, in a container too.
            "--storage-driver",
            "vfs");
    return new Command(Stream.concat(storage.stream(), arguments.stream()).toList()).succeed();
  }
}
