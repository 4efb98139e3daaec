package io.ocppgateway.local.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// A value that was made up once and stays the same for all runs, in a file that only its owner may
/// read: what was encrypted or hashed with it stays good.
final class SecretFile {

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private SecretFile() {}

  /// Reads the file's value, which is made if the file is not there.
  ///
  /// @param length characters of a value that is made
  static String read(Path file, int length) {
    try {
      if (!Files.exists(file)) {
        make(file, length);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make or read the secret " + file, e);
    }
  }

  /// Whole from the first moment: another process may read it at any time.
  private static void make(Path file, int length) throws IOException {
    SecureRandom random = new SecureRandom();
    StringBuilder value = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      value.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    Path whole = Files.createTempFile(directory, file.getFileName().toString(), "");
    try {
      Files.writeString(whole, value);
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException _) {
      // Another process has just made it.
    } finally {
      Files.delete(whole);
    }
  }
}
