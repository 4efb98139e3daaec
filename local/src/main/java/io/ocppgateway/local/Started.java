package io.ocppgateway.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started, to be ended in the reverse order.
final class Started implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Started.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /// Ends every part, also where another one fails to end. A second call does nothing.
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        // Whatever went wrong with one part, the others must end.
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("part", part.getClass().getSimpleName())
            .log("A part of the local stack did not end cleanly");
      }
    }
  }
}
