package io.ocppgateway.gateway.log;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_FORMAT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_LEVEL;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.OptionHelper;

/// Sets the log up: lines on standard output, as JSON or as text.
///
/// In code and not in XML, to read which would take a quarter of a start. Found by logback as a
/// service; a file that is named by `logback.configurationFile`, or a test's, takes its place.
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  private static final String TEXT_PATTERN = "%d{HH:mm:ss.SSS} %-5level %msg %kvp{NONE}%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null
        || getClass().getResource("/logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(OptionHelper.getEnv(LOG_LEVEL), Level.INFO));
    root.addAppender(standardOutput("text".equals(OptionHelper.getEnv(LOG_FORMAT))));
    // At DEBUG these would tell more about themselves than the gateway about charge points.
    context.getLogger("io.netty").setLevel(Level.INFO);
    context.getLogger("software.amazon.awssdk").setLevel(Level.INFO);
    // Frames of the charge points that somebody traces; the gateway decides which.
    context.getLogger("trace").setLevel(Level.TRACE);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private ConsoleAppender<ILoggingEvent> standardOutput(boolean asText) {
    Encoder<ILoggingEvent> encoder = asText ? text() : json();
    encoder.setContext(getContext());
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(getContext());
    appender.setName("stdout");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(TEXT_PATTERN);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithMarkers(false);
    encoder.setWithArguments(false);
    return encoder;
  }
}
