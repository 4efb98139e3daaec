package io.ocppgateway.local.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Cloud assemblies in a directory, one subdirectory per key. An entry is written under another
/// name and renamed when it is whole. The entries used last stay; older ones are deleted when one
/// is added.
final class AssemblyCache {

  /// Writes an assembly into an empty directory.
  @FunctionalInterface
  interface Writer {
    void write(Path directory) throws IOException;
  }

  private static final int KEPT = 10;
  private static final String UNFINISHED = "unfinished-";
  private static final Duration UNFINISHED_AT_MOST = Duration.ofHours(1);

  private final Path directory;
  private final InstantSource clock;

  AssemblyCache(Path directory) {
    this(directory, InstantSource.system());
  }

  AssemblyCache(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /// The entry with this key, written first if it is not there. A writer that throws leaves none.
  Path get(String key, Writer writer) throws IOException {
    Path entry = directory.resolve(key);
    if (!Files.isDirectory(entry)) {
      Files.createDirectories(directory);
      add(entry, writer);
      prune(entry);
    }
    Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
    return entry;
  }

  private void add(Path entry, Writer writer) throws IOException {
    Path unfinished = Files.createDirectory(directory.resolve(UNFINISHED + UUID.randomUUID()));
    try {
      writer.write(unfinished);
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process has written the same content meanwhile: its entry is as good.
      if (!Files.isDirectory(entry)) {
        throw e;
      }
    } finally {
      delete(unfinished);
    }
  }

  private void prune(Path added) throws IOException {
    FileTime abandoned = FileTime.from(clock.instant().minus(UNFINISHED_AT_MOST));
    List<Path> newestFirst;
    try (Stream<Path> all = Files.list(directory)) {
      newestFirst = all.sorted(Comparator.comparing(AssemblyCache::lastUse).reversed()).toList();
    }
    int others = 0;
    for (Path entry : newestFirst) {
      boolean surplus =
          entry.getFileName().toString().startsWith(UNFINISHED)
              ? lastUse(entry).compareTo(abandoned) < 0
              : !entry.equals(added) && ++others >= KEPT;
      if (surplus) {
        delete(entry);
      }
    }
  }

  private static FileTime lastUse(Path entry) {
    try {
      return Files.getLastModifiedTime(entry);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> children;
      try (Stream<Path> all = Files.list(path)) {
        children = all.toList();
      }
      for (Path child : children) {
        delete(child);
      }
    }
    Files.deleteIfExists(path);
  }
}
