package io.ocppgateway.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A charge point's password, byte for byte: typed, or from where nobody sees it in the list of
/// processes.
public final class PasswordOptions {

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description =
          "The charge point's password, 16 to 40 bytes; for OCPP 1.6 its AuthorizationKey in"
              + " hexadecimal digits. With - it is the first line of standard input, so that nobody"
              + " sees it in the list of processes.")
  private @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password: any bytes; a line end after them does not count.")
  private @Nullable Path file;

  private final InputStream in;

  /// Options of a command of this shell.
  public PasswordOptions(Shell shell) {
    in = shell.in();
  }

  /// Whether there is a password.
  public boolean isGiven() {
    return password != null || file != null;
  }

  /// What is wrong with the options together, null for nothing.
  public @Nullable String fault() {
    return password != null && file != null ? "give either --password or --password-file" : null;
  }

  /// The password; to be called once, and only if there is one.
  ///
  /// @throws CommandFailure if it cannot be read
  public byte[] read() {
    try {
      if (file != null) {
        return withoutLineEnd(Files.readAllBytes(file));
      }
      String text = Objects.requireNonNull(password);
      return text.equals(STANDARD_INPUT) ? firstLine() : text.getBytes(UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("cannot read the password: " + e, e);
    }
  }

  private byte[] firstLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return withoutLineEnd(line.toByteArray());
  }

  private static byte[] withoutLineEnd(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }
}
