package io.ocppgateway.gateway.peer;

import java.io.IOException;

/// What a gateway's process holds.
public record Footprint(long liveHeapBytes, long openFiles) {

  private static final long SLACK_BYTES = 2 * 1024 * 1024;
  private static final int SLACK_FILES = 10;

  public static Footprint of(GatewayProcess gateway) throws IOException, InterruptedException {
    return new Footprint(gateway.liveHeapBytes(), gateway.openFiles());
  }

  /// Whether a later one is no larger.
  public boolean isLike(Footprint later) {
    return later.liveHeapBytes < liveHeapBytes + SLACK_BYTES
        && later.openFiles <= openFiles + SLACK_FILES;
  }
}
