package io.ocppgateway.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret that the passwords of charge points are hashed with on this machine.
///
/// It is made when it is first asked for, in a file of the repository that only its owner may read,
/// and stays the same for all runs: what `--data` keeps stays good.
public final class CredentialPepper {

  private static final String FILE = ".cpo/credential-pepper";
  private static final int BYTES = 32;

  private CredentialPepper() {}

  /// The file that holds it, made if it is not there.
  public static Path file(Path repositoryRoot) {
    Path file = repositoryRoot.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
    } catch (FileAlreadyExistsException _) {
      // Another process has just made it.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the secret of passwords, " + file, e);
    }
    return file;
  }

  /// Whole from the first moment: another process may read it at any time.
  private static void make(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    Path whole = Files.createTempFile(directory, "credential-pepper", "");
    try {
      Files.writeString(whole, Base64.getEncoder().encodeToString(secret));
      Files.createLink(file, whole);
    } finally {
      Files.delete(whole);
    }
  }
}
