package io.ocppgateway.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One instance of a function, on a thread of its own, as an execution environment is: one event at
/// a time.
final class FunctionInstance implements AutoCloseable {

  private final ExecutorService thread;
  private final Handler handler;

  private FunctionInstance(ExecutorService thread, Handler handler) {
    this.thread = thread;
    this.handler = handler;
  }

  /// Makes an instance, its constructor run to the end.
  ///
  /// @throws HandlerFault if it cannot be made
  static FunctionInstance create(
      FunctionSpec function,
      ClassLoader classes,
      Map<String, String> environment,
      Output output,
      OutputStream log) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lambda-" + function.logicalId()).daemon().factory());
    try {
      Handler handler =
          thread
              .submit(() -> {
                Thread.currentThread().setContextClassLoader(classes);
                output.routeCurrentThread(log);
                return Handler.create(function.handler(), classes, environment);
              })
              .get();
      return new FunctionInstance(thread, handler);
    } catch (ExecutionException e) {
      thread.shutdownNow();
      throw new HandlerFault(
          "the function %s cannot start: %s"
              .formatted(function.logicalId(), String.valueOf(e.getCause())),
          e);
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
      throw new HandlerFault("interrupted at the start of " + function.logicalId(), e);
    }
  }

  /// Runs the handler's SnapStart hooks.
  ///
  /// @throws HandlerFault if one of them throws
  void prime() {
    try {
      thread.submit(handler::prime).get();
    } catch (ExecutionException e) {
      throw new HandlerFault("a SnapStart hook failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HandlerFault("interrupted in a SnapStart hook", e);
    }
  }

  /// Works on one event. After [Outcome.Failed] by time-out the instance must be thrown away: its
  /// thread may still be busy.
  Outcome invoke(byte[] event, Context context, FunctionSpec function)
      throws InterruptedException, TimeoutException {
    Callable<byte[]> work = () -> handler.handle(event, context);
    Future<byte[]> result = thread.submit(work);
    try {
      return new Outcome.Returned(
          Buffer.buffer(result.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS)));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return Outcome.failed(cause == null ? e : cause);
    } catch (TimeoutException | InterruptedException e) {
      result.cancel(true);
      throw e;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
