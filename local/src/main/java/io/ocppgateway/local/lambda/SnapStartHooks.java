package io.ocppgateway.local.lambda;

import java.lang.reflect.InvocationTargetException;

/// Runs what a handler does around a SnapStart snapshot, where its class implements CRaC's
/// `org.crac.Resource`: so its first event finds everything warm, as it would in AWS.
///
/// The interface is the jar's own, so it is reached by name; the context argument is `null`.
final class SnapStartHooks {

  private static final String RESOURCE = "org.crac.Resource";

  private SnapStartHooks() {}

  /// Calls `beforeCheckpoint` and `afterRestore`.
  ///
  /// @throws HandlerFault if one of them throws
  static void run(Object handler) {
    for (Class<?> implemented : handler.getClass().getInterfaces()) {
      if (implemented.getName().equals(RESOURCE)) {
        call(handler, implemented, "beforeCheckpoint");
        call(handler, implemented, "afterRestore");
      }
    }
  }

  private static void call(Object handler, Class<?> resource, String hook) {
    try {
      Class<?> context = Class.forName("org.crac.Context", false, resource.getClassLoader());
      resource.getMethod(hook, context).invoke(handler, new Object[] {null});
    } catch (InvocationTargetException e) {
      throw new HandlerFault(
          "%s of %s failed: %s".formatted(hook, handler.getClass().getName(), e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new HandlerFault(
          "cannot call %s of %s: %s".formatted(hook, handler.getClass().getName(), e), e);
    }
  }
}
