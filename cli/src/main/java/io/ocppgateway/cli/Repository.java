package io.ocppgateway.cli;

import java.nio.file.Path;

/// Where the repository lies whose modules are built: what `./cpo` says, else the working
/// directory.
final class Repository {

  private Repository() {}

  static Path root() {
    return Path.of(System.getProperty("cpo.root", "")).toAbsolutePath().normalize();
  }
}
