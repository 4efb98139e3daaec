package io.ocppgateway.e2e.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands in for the Dockerfile's base image where no registry can be asked: a JRE of this
/// machine's JDK with the modules of Temurin's, bash, and of the system what the Dockerfile and the
/// health check use. Not one file more: what the gateway came to need beside them would be missed.
///
/// @param name the base image's name and tag
record BaseImage(String name) {

  private static final String JAVA_HOME = "/opt/java/openjdk";
  private static final Set<String> PROGRAMS =
      Set.of("/bin/bash", "/bin/cat", "/bin/grep", "/bin/rm", "/bin/sleep");

  /// Those of Temurin's JRE: the ones that only developers need are not in it.
  private static final String MODULES =
      "java.se,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.dynalink,jdk.httpserver,"
          + "jdk.jdwp.agent,jdk.jfr,jdk.jsobject,jdk.localedata,jdk.management,jdk.management.agent,"
          + "jdk.management.jfr,jdk.naming.dns,jdk.naming.rmi,jdk.net,jdk.nio.mapmode,jdk.sctp,"
          + "jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs";

  /// `FROM name:tag@digest`: the digest is the registry's, and cannot be that of an imitation.
  private static final Pattern FROM =
      Pattern.compile("(?m)^FROM (?<name>[a-z/-]+:[\\w.-]+)@sha256:[0-9a-f]{64}$");

  private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s*)(/\\S+) \\(0x");

  /// The one that a Dockerfile names, by its only FROM.
  static BaseImage of(Path dockerfile) {
    List<String> names =
        FROM.matcher(Repository.read(dockerfile))
            .results()
            .map(found -> found.group("name"))
            .toList();
    if (names.size() != 1) {
      throw new AssertionError(
          "%s has %d lines FROM name:tag@digest; expected one".formatted(dockerfile, names.size()));
    }
    return new BaseImage("docker.io/library/" + names.getFirst());
  }

  /// Makes it.
  ///
  /// @param directory where its files are put together; they stay for the next time
  void make(Buildah buildah, Path directory) {
    try {
      if (!Files.exists(directory)) {
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        Command.of("rm", "-rf", unfinished.toString()).succeed();
        layOut(unfinished);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buildah.imageOf(
        directory,
        name,
        List.of("JAVA_HOME=" + JAVA_HOME, "PATH=" + JAVA_HOME + "/bin:/usr/bin:/bin"));
  }

  private static void layOut(Path root) throws IOException {
    Path jre = root.resolve(JAVA_HOME.substring(1));
    Files.createDirectories(jre.getParent());
    Command.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            MODULES,
            "--generate-cds-archive",
            "--output",
            jre.toString())
        .succeed();
    for (String program : PROGRAMS) {
      copy(Path.of(program), root);
    }
    Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("bash"));
    for (Path library : libraries(jre)) {
      copy(library, root);
    }
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost\n", UTF_8);
    for (String directory : List.of("dev", "proc", "sys", "tmp", "usr/bin", "var/tmp")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.setPosixFilePermissions(
        root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /// All that the JRE, the programs and the gateway's own libraries are linked with.
  private static Set<Path> libraries(Path jre) throws IOException {
    Set<Path> libraries = new TreeSet<>();
    try (Stream<Path> ofJre = Files.walk(jre);
        Stream<Path> ofGateway = Files.list(Repository.file("gateway/target/image/native"))) {
      Stream.of(PROGRAMS.stream().map(Path::of), ofJre.filter(BaseImage::isLinked), ofGateway)
          .flatMap(files -> files)
          .forEach(file -> libraries.addAll(librariesOf(file)));
    }
    return libraries.stream()
        .filter(library -> !library.startsWith(jre))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isLinked(Path file) {
    return Files.isRegularFile(file)
        && (file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")));
  }

  /// None of a library for another processor.
  private static List<Path> librariesOf(Path file) {
    return LIBRARY
        .matcher(Command.of("ldd", file.toString()).run().output())
        .results()
        .map((MatchResult found) -> Path.of(found.group(1)))
        .toList();
  }

  private static void copy(Path file, Path root) throws IOException {
    Path target = root.resolve(file.toString().substring(1));
    Files.createDirectories(target.getParent());
    Files.copy(file.toRealPath(), target, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
