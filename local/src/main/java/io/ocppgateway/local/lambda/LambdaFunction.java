package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.lambda.Outcome.Failed;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.usage.FunctionMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function at work. Safe for every thread.
///
/// Events that come while all instances are busy get an instance of their own, up to
/// [#MOST_INSTANCES]; further ones wait. Instances stay for later events.
final class LambdaFunction implements AutoCloseable {

  /// Enough for a desk; in AWS the limit is the account's.
  static final int MOST_INSTANCES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);

  private final FunctionSpec spec;
  private final Principal.RoleSession principal;
  private final ClassLoader classes;
  private final Map<String, String> environment;
  private final Output output;
  private final OutputStream log;
  private final Clock clock;
  private final FunctionMeter meter;
  private final Semaphore concurrency = new Semaphore(MOST_INSTANCES, true);
  private final ConcurrentLinkedDeque<FunctionInstance> idle = new ConcurrentLinkedDeque<>();

  /// A function without instances.
  ///
  /// @param principal as which it calls AWS
  /// @param environment all that the handler is to see
  /// @param log takes what it writes; closed with the function
  /// @param meter counts its invocations
  LambdaFunction(
      FunctionSpec spec,
      Principal.RoleSession principal,
      ClassLoader classes,
      Map<String, String> environment,
      Output output,
      OutputStream log,
      Clock clock,
      FunctionMeter meter) {
    this.spec = spec;
    this.principal = principal;
    this.classes = classes;
    this.environment = Map.copyOf(environment);
    this.output = output;
    this.log = log;
    this.clock = clock;
    this.meter = meter;
  }

  FunctionSpec spec() {
    return spec;
  }

  Principal.RoleSession principal() {
    return principal;
  }

  FunctionMeter meter() {
    return meter;
  }

  /// Makes the first instance, so that the first event does not wait for it.
  ///
  /// @throws TemplateException if it cannot be made
  void warmUp() {
    try {
      idle.push(newInstance());
    } catch (HandlerFault fault) {
      throw cannotStart(fault);
    }
  }

  /// Runs the SnapStart hooks of the first instance, if the template asks for SnapStart.
  ///
  /// @throws TemplateException if one of them throws
  void prime() {
    FunctionInstance first = spec.snapStart() ? idle.poll() : null;
    if (first == null) {
      return;
    }
    try {
      first.prime();
      idle.push(first);
    } catch (HandlerFault fault) {
      first.close();
      throw cannotStart(fault);
    }
  }

  private TemplateException cannotStart(HandlerFault fault) {
    return new TemplateException(
        spec.logicalId() + ".Handler", String.valueOf(fault.getMessage()), fault);
  }

  /// Invokes the function and waits for its end.
  ///
  /// @param requestId names the request; attempts at the same event share it
  Outcome invoke(byte[] event, String requestId) throws InterruptedException {
    concurrency.acquire();
    try {
      meter.invoked();
      long start = System.nanoTime();
      Outcome outcome = invokeOnIdle(event, requestId);
      meter.ended(Duration.ofNanos(System.nanoTime() - start), outcome instanceof Failed);
      if (outcome instanceof Failed failed) {
        LOG.atWarn()
            .addKeyValue("function", spec.logicalId())
            .addKeyValue("error", failed.payload())
            .log("A function failed");
      }
      return outcome;
    } finally {
      concurrency.release();
    }
  }

  private Outcome invokeOnIdle(byte[] event, String requestId) throws InterruptedException {
    FunctionInstance instance = idle.poll();
    try {
      FunctionInstance used = instance == null ? newInstance() : instance;
      return invokeOn(used, event, requestId);
    } catch (HandlerFault fault) {
      return Outcome.failed(fault);
    }
  }

  private Outcome invokeOn(FunctionInstance instance, byte[] event, String requestId)
      throws InterruptedException {
    InvocationContext context =
        new InvocationContext(spec, requestId, clock.instant().plus(spec.timeout()), clock, log);
    try {
      Outcome outcome = instance.invoke(event, context, spec);
      idle.push(instance);
      return outcome;
    } catch (TimeoutException tookTooLong) {
      instance.close();
      return Outcome.timedOut(requestId, spec.timeout());
    }
  }

  private FunctionInstance newInstance() {
    return FunctionInstance.create(spec, classes, environment, output, log);
  }

  @Override
  public void close() {
    for (FunctionInstance instance = idle.poll(); instance != null; instance = idle.poll()) {
      instance.close();
    }
    try {
      log.close();
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("function", spec.logicalId())
          .log("A function's log was not written to its end");
    }
  }
}
