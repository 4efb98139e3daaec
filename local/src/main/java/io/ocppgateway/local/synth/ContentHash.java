package io.ocppgateway.local.synth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A hash over named texts, files and directories, in the order in which they are added. Times and
/// permissions of files do not count. Not for use by several threads.
final class ContentHash {

  private static final int DIGITS = 16;
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Adds a text under a name.
  ContentHash text(String name, String text) {
    bytes(name.getBytes(UTF_8));
    bytes(text.getBytes(UTF_8));
    return this;
  }

  /// Adds a file, or a directory with all that is under it. One that does not exist counts as such.
  ContentHash files(String name, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      for (Path child : children(path)) {
        files(name + "/" + child.getFileName(), child);
      }
    } else if (Files.exists(path)) {
      text("file", name);
      file(path);
    } else {
      text("missing", name);
    }
    return this;
  }

  /// The hash of all that was added, in hexadecimal.
  String digits() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private void file(Path file) throws IOException {
    length(Files.size(file));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private void bytes(byte[] bytes) {
    length(bytes.length);
    digest.update(bytes);
  }

  /// Lengths keep `ab` + `c` apart from `a` + `bc`.
  private void length(long length) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }
}
