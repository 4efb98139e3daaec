package io.ocppgateway.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ocppgateway.lambdas.command.UndeliveredCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The Lambda function that is told of commands without an answer:
/// `UndeliveredHandler::handleRequest`.
///
/// Invoked asynchronously by the rule on `+/undelivered`. It writes a line of log for each, which
/// the stack counts and alarms on. The command is not a dead letter: nothing failed here, and a
/// command that is sent again hours later is a danger.
public final class UndeliveredHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    UndeliveredCommand.read(event.readAllBytes()).log();
  }
}
