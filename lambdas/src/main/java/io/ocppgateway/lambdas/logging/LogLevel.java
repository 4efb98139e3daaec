package io.ocppgateway.lambdas.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// How much a function logs: what Lambda's own setting says, the application log level of a
/// function whose log format is JSON.
///
/// Lambda hands it over in the environment, and drops what is below; what is never written need not
/// be dropped. `logback.xml` says what holds where it is not set.
public final class LogLevel {

  /// The variable that Lambda sets: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `FATAL`.
  public static final String VARIABLE = "AWS_LAMBDA_LOG_LEVEL";

  private LogLevel() {}

  /// From now on the functions of this class loader log at the level that an environment names.
  public static void follow(Map<String, String> environment) {
    String level = environment.get(VARIABLE);
    if (level != null && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      // Logback has nothing above ERROR.
      root.setLevel(level.equals("FATAL") ? Level.ERROR : Level.toLevel(level, Level.INFO));
    }
  }
}
