package io.ocppgateway.local.iot.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A state that is kept in one JSON file, which is replaced as a whole.
///
/// [#changed] writes soon and together with the changes that follow closely; [#close] writes what
/// is still to be written. Without a path nothing is kept. Safe for use by many threads.
public final class StateFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final long DELAY_MILLIS = 500;
  private static final long CLOSE_SECONDS = 10;

  private final @Nullable Path path;
  private final Supplier<JsonNode> snapshot;
  private final AtomicBoolean dirty = new AtomicBoolean();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("state-writer-", 0).factory());

  /// A file that holds what the supplier gives.
  ///
  /// @param snapshot callable on any thread
  public StateFile(@Nullable Path path, Supplier<JsonNode> snapshot) {
    this.path = path;
    this.snapshot = snapshot;
  }

  /// What the file holds, empty if it does not exist.
  ///
  /// @throws IllegalStateException if it exists and cannot be read
  public Optional<JsonNode> load() {
    if (path == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(path)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException(
          "cannot read the kept state in %s; repair or delete the file".formatted(path), e);
    }
  }

  /// The state changed.
  public void changed() {
    if (path != null && dirty.compareAndSet(false, true)) {
      var _ = writer.schedule(this::writeLogged, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Writes what is to be written.
  @Override
  public void close() {
    writer.shutdownNow();
    try {
      if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().addKeyValue("path", path).log("the state is still being written");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    write();
  }

  private void writeLogged() {
    try {
      write();
    } catch (UncheckedIOException e) {
      LOG.atError().addKeyValue("path", path).setCause(e).log("the state could not be written");
    }
  }

  private synchronized void write() {
    if (path == null || !dirty.getAndSet(false)) {
      return;
    }
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Path next = path.resolveSibling(path.getFileName() + ".next");
      Files.write(next, JsonMapper.shared().writeValueAsBytes(snapshot.get()));
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
