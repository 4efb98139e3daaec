package io.ocppgateway.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/// What Lambda passes to functions beside the event. Ours ask nothing of it.
final class LambdaContext {

  static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              LambdaContext.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private LambdaContext() {}
}
