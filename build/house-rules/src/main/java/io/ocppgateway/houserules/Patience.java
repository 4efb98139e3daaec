package io.ocppgateway.houserules;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How long every module's tests wait for what has to come, where they say nothing else: longer
/// than Awaitility's ten seconds, in which a busy machine does not always start a process. Whoever
/// gets what it waits for waits no longer by it.
///
/// JUnit finds it as a service.
public final class Patience implements LauncherSessionListener {

  /// For each wait.
  public static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LIMIT);
  }
}
