package io.ocppgateway.gateway.health;

/// Whether charge points are taken: yes, until it ends. Safe for use by many threads.
final class Readiness {

  private volatile boolean ready = true;

  boolean isReady() {
    return ready;
  }

  void end() {
    ready = false;
  }
}
