package io.ocppgateway.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// Where a PEM text comes from.
public sealed interface PemSource {

  /// A file, which may be replaced at any time.
  record InFile(Path path) implements PemSource {

    @Override
    public String text() {
      try {
        return Files.readString(path);
      } catch (IOException e) {
        throw new IllegalArgumentException("%s cannot be read: %s".formatted(path, e), e);
      }
    }

    @Override
    public Stamp stamp() {
      try {
        return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
      } catch (IOException _) {
        // It is being replaced, or gone: reading it will tell.
        return Stamp.NONE;
      }
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A variable of the environment, which stays as it is.
  record InVariable(String name, String text) implements PemSource {

    @Override
    public Stamp stamp() {
      return Stamp.NONE;
    }

    /// Its name alone: it may hold a key.
    @Override
    public String toString() {
      return name;
    }
  }

  /// When a file was written, and how long it is.
  ///
  /// @param modified null for what is no file
  record Stamp(@Nullable FileTime modified, long size) {

    static final Stamp NONE = new Stamp(null, 0);
  }

  /// What it holds now.
  ///
  /// @throws IllegalArgumentException if that cannot be read
  String text();

  /// Changes when what it holds does.
  Stamp stamp();
}
