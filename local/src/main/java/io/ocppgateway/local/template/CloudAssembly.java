package io.ocppgateway.local.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `cdk synth` wrote: one stack's template and the assets to which it points.
///
/// @see "aws-cdk cloud-assembly-schema: manifest.json, <stack>.assets.json"
public final class CloudAssembly {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String stackName;
  private final JsonNode template;
  private final ConstructNames constructs;
  private final Map<String, Path> files;
  private final Map<String, Path> images;

  private CloudAssembly(
      String stackName,
      JsonNode template,
      ConstructNames constructs,
      Map<String, Path> files,
      Map<String, Path> images) {
    this.stackName = stackName;
    this.template = template;
    this.constructs = constructs;
    this.files = files;
    this.images = images;
  }

  /// Reads a cloud assembly with one stack.
  ///
  /// @param directory usually `cdk.out`
  /// @throws IllegalArgumentException if the directory holds none, or more than one stack
  public static CloudAssembly read(Path directory) {
    Path manifestFile = directory.resolve("manifest.json");
    if (!Files.isRegularFile(manifestFile)) {
      throw new IllegalArgumentException(
          "no cloud assembly in %s: manifest.json is missing; synthesize the stack first"
              .formatted(directory.toAbsolutePath()));
    }
    JsonNode artifacts = parse(manifestFile).path("artifacts");
    List<Map.Entry<String, JsonNode>> stacks =
        artifacts.properties().stream()
            .filter(entry -> isOfType(entry.getValue(), "aws:cloudformation:stack"))
            .toList();
    if (stacks.size() != 1) {
      throw new IllegalArgumentException(
          "%s holds %d stacks %s; exactly one can run here"
              .formatted(
                  directory.toAbsolutePath(),
                  stacks.size(),
                  stacks.stream().map(Map.Entry::getKey).toList()));
    }
    JsonNode properties = stacks.getFirst().getValue().path("properties");
    String stackName = properties.path("stackName").asString(stacks.getFirst().getKey());
    JsonNode template = parse(directory.resolve(properties.path("templateFile").asString()));
    Map<String, Path> files = new HashMap<>();
    Map<String, Path> images = new HashMap<>();
    artifacts
        .valueStream()
        .filter(artifact -> isOfType(artifact, "cdk:asset-manifest"))
        .map(artifact ->
            parse(directory.resolve(artifact.path("properties").path("file").asString())))
        .forEach(assets -> {
          collect(assets.path("files"), "path", directory, files);
          collect(assets.path("dockerImages"), "directory", directory, images);
        });
    ConstructNames constructs =
        ConstructNames.of(metadata(stacks.getFirst().getValue(), directory));
    return new CloudAssembly(stackName, template, constructs, files, images);
  }

  /// Newer versions of the CDK keep a stack's metadata in a file beside the manifest.
  private static JsonNode metadata(JsonNode stack, Path directory) {
    String file = stack.path("additionalMetadataFile").asString("");
    return file.isEmpty() ? stack.path("metadata") : parse(directory.resolve(file));
  }

  private static boolean isOfType(JsonNode artifact, String type) {
    return artifact.path("type").asString().equals(type);
  }

  private static void collect(
      JsonNode assets, String property, Path directory, Map<String, Path> into) {
    assets
        .properties()
        .forEach(asset -> {
          String path = asset.getValue().path("source").path(property).asString("");
          if (!path.isEmpty()) {
            into.put(asset.getKey(), directory.resolve(path).normalize());
          }
        });
  }

  private static JsonNode parse(Path file) {
    try {
      return JSON.readTree(file);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "cannot read %s: %s; synthesize the stack again"
              .formatted(file.toAbsolutePath(), e.getOriginalMessage()),
          e);
    }
  }

  /// The name of the stack.
  public String stackName() {
    return stackName;
  }

  /// The template, resolved in its surroundings.
  public Template template(Surroundings surroundings) {
    return Template.of(template, surroundings, constructs);
  }

  /// The file or directory behind an object's key in the assets bucket, as in `<hash>.jar`.
  public Optional<Path> file(String objectKey) {
    int dot = objectKey.lastIndexOf('.');
    String hash = dot < 0 ? objectKey : objectKey.substring(0, dot);
    return Optional.ofNullable(files.get(hash.substring(hash.lastIndexOf('/') + 1)));
  }

  /// The directory from which an image is built, by the image's URI as in `<repository>:<hash>`.
  public Optional<Path> imageDirectory(String imageUri) {
    return Optional.ofNullable(images.get(imageUri.substring(imageUri.lastIndexOf(':') + 1)));
  }
}
