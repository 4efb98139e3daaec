package io.ocppgateway.local.lambda;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/// Loads a function's classes from its jar, and only those of this process that Lambda's runtime
/// would bring: the JDK and the handler interfaces.
///
/// So a class that is missing in the jar is missing here too, as it would be in AWS.
final class FunctionClassLoader extends URLClassLoader {

  private static final String LAMBDA_INTERFACES = "com.amazonaws.services.lambda.runtime.";

  private final ClassLoader host = FunctionClassLoader.class.getClassLoader();

  FunctionClassLoader(Path jar) {
    super("lambda", new URL[] {url(jar)}, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path has always a URL: " + jar, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(LAMBDA_INTERFACES)) {
      try {
        return host.loadClass(name);
      } catch (ClassNotFoundException onlyInJar) {
        // Event types are in the jar that uses them, not here.
      }
    }
    return super.loadClass(name, resolve);
  }
}
