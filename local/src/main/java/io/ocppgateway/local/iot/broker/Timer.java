package io.ocppgateway.local.iot.broker;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs on the broker's event loop what is due later, unless the loop ends before.
record Timer(EventExecutor loop) {

  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

  void after(Duration delay, Runnable task) {
    loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS)
        .addListener(done -> {
          if (!done.isSuccess() && !done.isCancelled()) {
            LOG.atError().setCause(done.cause()).log("a delayed task of the broker failed");
          }
        });
  }
}
