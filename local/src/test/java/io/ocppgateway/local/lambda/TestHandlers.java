package io.ocppgateway.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Handlers that tests pack into a jar; loaded from there, by a class loader of their own.
public final class TestHandlers {

  private TestHandlers() {}

  /// Answers with its environment's `GREETING`, and says so on standard output.
  public static final class Greeting implements RequestStreamHandler {

    private final Map<String, String> environment;

    public Greeting(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream result, Context context)
        throws IOException {
      System.out.println("greeting " + new String(event.readAllBytes(), StandardCharsets.UTF_8));
      result.write(
          "{\"greeting\":\"%s\",\"key\":%b,\"level\":\"%s\"}"
              .formatted(
                  environment.get("GREETING"),
                  environment.containsKey("AWS_ACCESS_KEY_ID"),
                  environment.get("AWS_LAMBDA_LOG_LEVEL"))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Adds two numbers of a map.
  public static final class Sum implements RequestHandler<Map<String, Integer>, Integer> {
    @Override
    public Integer handleRequest(Map<String, Integer> event, Context context) {
      return event.get("a") + event.get("b");
    }
  }

  /// Always throws.
  public static final class Failing implements RequestHandler<Object, String> {
    @Override
    public String handleRequest(Object event, Context context) {
      throw new IllegalStateException("never again");
    }
  }

  /// Always throws the id of the request.
  public static final class Requested implements RequestHandler<Object, String> {
    @Override
    public String handleRequest(Object event, Context context) {
      throw new IllegalStateException(context.getAwsRequestId());
    }
  }

  /// Never ends.
  public static final class Endless implements RequestHandler<Object, String> {
    @Override
    public String handleRequest(Object event, Context context) {
      try {
        new CountDownLatch(1).await();
        return "never";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }
}
