package io.ocppgateway.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Writes what `cdk synth` would: the stack `S` with a template and its assets, the jar
/// `handlers.jar` and the image `gateway`.
public final class TestAssembly {

  private TestAssembly() {}

  /// Writes the assembly.
  ///
  /// @param directory where to
  /// @param template the template's JSON
  /// @param handlers the classes of the jar
  public static void write(Path directory, String template, Class<?>... handlers)
      throws IOException {
    Files.writeString(
        directory.resolve("manifest.json"),
        """
        {"artifacts": {
          "S.assets": {"type": "cdk:asset-manifest", "properties": {"file": "S.assets.json"}},
          "S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "S.json"},
                "metadata": {"/S/Routing/Greeter/Function/Resource": [
                  {"type": "aws:cdk:logicalId", "data": "RoutingGreeterFunction1A2B"}]}}}}
        """);
    Files.writeString(
        directory.resolve("S.assets.json"),
        """
        {"files": {"handlers": {"source": {"path": "asset.handlers.jar", "packaging": "file"}}},
         "dockerImages": {"gateway": {"source": {"directory": "asset.gateway"}}}}
        """);
    Files.writeString(directory.resolve("S.json"), template);
    pack(directory.resolve("asset.handlers.jar"), new Manifest(), handlers);
  }

  /// Writes the jar that the image `gateway` runs.
  public static void writeGateway(Path directory, Class<?> mainClass) throws IOException {
    Path image = Files.createDirectories(directory.resolve("asset.gateway"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass.getName());
    pack(image.resolve("gateway.jar"), manifest, mainClass);
  }

  private static void pack(Path jar, Manifest manifest, Class<?>... classes) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type : classes) {
        String file = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(file));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }
}
