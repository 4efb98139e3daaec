package io.ocppgateway.e2e.deploy;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.ocppgateway.e2e.Command;
import io.ocppgateway.e2e.Peers;
import io.ocppgateway.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A terminal in the repository, of somebody who has no AWS account and no Docker unless a test
/// gives them what looks like one.
final class Terminal {

  private static final String NO_DOCKER =
      "echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' >&2; exit 1";

  private final Path programs;
  private final Map<String, String> environment = new HashMap<>();
  private boolean online = true;

  /// @param directory takes programs that go before those of the machine
  Terminal(Path directory) {
    Peers.ofNpm("aws-cdk/bin/cdk");
    programs = directory.resolve("bin");
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    // Maven has just built it, and may be about to go on with the next module.
    environment.put("CPO_ASSUME_BUILT", "yes");
    // No profile of whoever runs the tests, and no instance's metadata.
    environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    program("docker", NO_DOCKER);
  }

  /// Sets a variable for all that is typed from now on.
  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Gives an account, or what looks like one.
  Terminal with(PretendedAccount account) {
    return with("AWS_ENDPOINT_URL", account.url())
        .with("AWS_ACCESS_KEY_ID", "pretended")
        .with("AWS_SECRET_ACCESS_KEY", "pretended")
        .with("AWS_REGION", "eu-west-1");
  }

  /// Puts a program before those of the machine; it notes that it was called.
  ///
  /// @param script in the language of sh
  Terminal program(String name, String script) {
    try {
      Files.createDirectories(programs);
      Path program = programs.resolve(name);
      String noted = "#!/bin/sh%necho \"%s $*\" >>'%s'%n%s%n".formatted(name, calls(), script);
      Files.writeString(program, noted);
      if (!program.toFile().setExecutable(true)) {
        throw new IOException(program + " cannot be made executable");
      }
      Files.writeString(calls(), "", CREATE, APPEND);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Spares the CDK a look at the template's details, which takes two thirds of a synthesis: for
  /// tests of something else.
  Terminal withoutValidator() {
    return with("CDK_VALIDATION", "false");
  }

  /// Takes the network away.
  Terminal offline() {
    Peers.ofDebian("unshare", "util-linux");
    online = false;
    return this;
  }

  /// Which programs of [#program] were called, with their arguments.
  List<String> calls(String name) {
    return Repository.read(calls()).lines().filter(call -> call.startsWith(name + " ")).toList();
  }

  /// Types a command.
  Command.Outcome type(String... words) {
    List<String> command = new ArrayList<>();
    if (!online) {
      // A user of one's own makes it possible without being root.
      command.addAll(List.of("unshare", "--map-root-user", "--net"));
    }
    command.addAll(List.of(words));
    return new Command(command, environment, Repository.root()).run();
  }

  private Path calls() {
    return programs.resolveSibling("calls");
  }
}
