package io.ocppgateway.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails the class after whose tests something was garbage that Netty counts references of and
/// nobody has released. Every class of this module has it, by `junit.jupiter.extensions`.
///
/// Netty's detector, which is at its most thorough but while a class wants less, does no more than
/// write a line. It looks at what was collected when the next thing of the same kind is made: a
/// buffer here; what is none, such as a context of TLS, is found by a later class.
public final class LeakWatch implements AfterAllCallback {

  private static final Reports REPORTS = Reports.begin();
  private static final int COLLECTION_MILLIS = 30_000;

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(leaks()).as("leaks, found after " + context.getDisplayName()).isEmpty();
  }

  /// Those that are to be found now, and were not told before.
  public static List<String> leaks() {
    collectGarbage();
    // What one collection found is told one by one, ours perhaps first; all before what the next
    // finds.
    collectGarbage();
    ByteBufAllocator.DEFAULT.buffer(1).release();
    return REPORTS.take();
  }

  /// Returns when the collector has told of something that it found.
  private static void collectGarbage() {
    ReferenceQueue<Object> told = new ReferenceQueue<>();
    PhantomReference<Object> garbage = new PhantomReference<>(new Object(), told);
    try {
      System.gc();
      assertThat(told.remove(COLLECTION_MILLIS)).as("garbage that was collected").isNotNull();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      Reference.reachabilityFence(garbage);
    }
  }

  private static final class Reports extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    static Reports begin() {
      // Once: a class may want less, while others begin.
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
      Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
      Reports reports = new Reports();
      reports.setContext(logger.getLoggerContext());
      reports.start();
      logger.addAppender(reports);
      return reports;
    }

    List<String> take() {
      List<String> taken = new ArrayList<>();
      for (String line = lines.poll(); line != null; line = lines.poll()) {
        taken.add(line);
      }
      return taken;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
    }
  }
}
