package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// OpenSSL's client, which knows nothing of this project: shakes hands, asks for an upgrade, and
/// goes. Ended by its process id.
///
/// Where OpenSSL is not installed the test is skipped, but on CI it fails.
public final class OpenSslClient {

  private static final Path BINARY = Path.of("/usr/bin/openssl");
  private static final int TIMEOUT_SECONDS = 20;
  private static final Pattern SUITE = Pattern.compile("(?:New|Reused), ([^,]+), Cipher is (\\S+)");
  private static final Pattern KEY = Pattern.compile("Server public key is (\\d+) bit");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+) ");

  /// What came of it.
  ///
  /// @param output all that OpenSSL printed
  public record Outcome(String output) {

    /// For example `TLSv1.2 AES128-GCM-SHA256 2048`; `(NONE) (NONE)` if there was no agreement.
    public String agreement() {
      Matcher suite = SUITE.matcher(output);
      Matcher key = KEY.matcher(output);
      return (suite.find() ? suite.group(1) + " " + suite.group(2) : "")
          + (key.find() ? " " + key.group(1) : "");
    }

    /// Of the answer to the upgrade, 0 for none.
    public int status() {
      Matcher status = STATUS.matcher(output);
      return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }
  }

  private OpenSslClient() {}

  /// Asks for an upgrade at `/{identity}`.
  ///
  /// @param options of `openssl s_client`
  public static Outcome upgrade(int port, String identity, List<String> options)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(BINARY)) {
      String notice = BINARY + " is not there; install Debian's package openssl";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      Assumptions.abort(notice);
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(BINARY.toString(), "s_client", "-connect", "127.0.0.1:" + port));
    command.addAll(List.of("-ign_eof", "-noservername"));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      ask(process, TestChargePoint.upgradeHead(port, identity));
      return new Outcome(read(process));
    } finally {
      process.destroyForcibly();
      process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void ask(Process process, byte[] request) {
    try {
      process.getOutputStream().write(request);
      process.getOutputStream().flush();
    } catch (IOException _) {
      // There was no agreement, and it has ended already: what it printed tells why.
    }
  }

  /// Reads up to the end of the answer's head, or of the process.
  private static String read(Process process) throws IOException {
    ProcessHandle handle = process.toHandle();
    // Whoever waits for it forever is freed.
    var _ =
        process
            .onExit()
            .completeOnTimeout(process, TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .thenRun(handle::destroyForcibly);
    StringBuilder output = new StringBuilder();
    InputStream in = process.getInputStream();
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      output.append(new String(buffer, 0, read, ISO_8859_1));
      int answer = output.indexOf("HTTP/1.1 ");
      if (answer >= 0 && output.indexOf("\r\n\r\n", answer) >= 0) {
        break;
      }
    }
    return output.toString();
  }
}
