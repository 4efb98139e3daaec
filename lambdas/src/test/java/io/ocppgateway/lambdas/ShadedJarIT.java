package io.ocppgateway.lambdas;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// The jar that is deployed: complete by itself.
class ShadedJarIT {

  private static final Path JAR = Path.of("target", "lambdas.jar");

  /// Lambda takes 250 MB unpacked; a snapshot is quicker to restore the smaller it is.
  private static final long MAX_BYTES = 25L * 1024 * 1024;

  @Test
  void functionStartsFromTheJarAlone() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> handler = loader.loadClass("io.ocppgateway.lambdas.FrameHandler");

      Object function =
          handler
              .getConstructor(Map.class)
              .newInstance(
                  Map.of(
                      "AWS_REGION", "eu-central-1",
                      "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                      "PROCESSED_MESSAGES_TABLE", "T"));

      assertThat(handler.getMethod("handleRequest", methodTypes(loader))).isNotNull();
      assertThat(handler.getConstructor()).isNotNull();
      assertThat(function.getClass().getClassLoader()).isEqualTo(loader);
    }
  }

  @Test
  void servicesOfAllDependenciesAreThere() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(service(jar, "software.amazon.awssdk.http.SdkHttpService"))
          .contains("UrlConnectionSdkHttpService");
      assertThat(service(jar, "org.slf4j.spi.SLF4JServiceProvider"))
          .contains("ch.qos.logback.classic.spi.LogbackServiceProvider");
      assertThat(jar.getEntry("io/ocppgateway/ocpp/schema/ocpp2_1.json")).isNotNull();
      assertThat(jar.getEntry("logback.xml")).isNotNull();
    }
  }

  @Test
  void onlyOneHttpClientIsAboard() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.startsWith("io/netty/"))
          .noneMatch(name -> name.startsWith("org/apache/http/"));
    }
  }

  @Test
  void jarIsSmall() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  private static String service(JarFile jar, String name) throws Exception {
    return new String(
        jar.getInputStream(jar.getEntry("META-INF/services/" + name)).readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Class<?>[] methodTypes(ClassLoader loader) throws Exception {
    return new Class<?>[] {
      java.io.InputStream.class,
      java.io.OutputStream.class,
      loader.loadClass("com.amazonaws.services.lambda.runtime.Context")
    };
  }
}
