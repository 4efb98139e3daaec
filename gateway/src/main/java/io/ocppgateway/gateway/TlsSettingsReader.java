package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_CA_PEM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_ORGANIZATION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_PEM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_PEM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_CERTIFICATE_PEM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_KEY_PEM;

import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.tls.KeyKind;
import io.ocppgateway.gateway.tls.KeySource;
import io.ocppgateway.gateway.tls.PemSource;
import io.ocppgateway.gateway.tls.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads how TLS ends here, and sees at once whether it can.
final class TlsSettingsReader {

  private final Variables variables;

  TlsSettingsReader(Variables variables) {
    this.variables = variables;
  }

  /// Null if it ends elsewhere, or cannot end here.
  @Nullable TlsSettings read() {
    // What is wrong with the variable itself is told where it decides.
    if (!TlsEnd.GATEWAY.name().equals(variables.value(TLS_ENDS_AT))) {
      return null;
    }
    int faultsBefore = variables.faults().size();
    List<KeySource> keys =
        Stream.of(ecdsa(), rsa()).filter(Objects::nonNull).map(KeySource.class::cast).toList();
    if (keys.isEmpty()) {
      variables.addFault(
          "%s is GATEWAY, but there is no server certificate; set %s and %s, or those of RSA, or better both"
              .formatted(TLS_ENDS_AT, TLS_ECDSA_CERTIFICATE_FILE, TLS_ECDSA_KEY_FILE));
      return null;
    }
    TlsSettings settings =
        new TlsSettings(keys, authorities(), variables.value(CLIENT_ORGANIZATION));
    try {
      if (variables.faults().size() == faultsBefore) {
        settings.check();
      }
    } catch (IllegalArgumentException e) {
      variables.addFault(String.valueOf(e.getMessage()));
    }
    return settings;
  }

  private @Nullable PemSource authorities() {
    PemSource authorities = source(CLIENT_CA_FILE, CLIENT_CA_PEM);
    if (authorities != null && variables.value(CLIENT_ORGANIZATION) == null) {
      variables.addFault(
          "there is a %s or %s, but no %s; give it the organization that certificates of your charge points name"
              .formatted(CLIENT_CA_FILE, CLIENT_CA_PEM, CLIENT_ORGANIZATION));
    }
    return authorities;
  }

  private @Nullable KeySource ecdsa() {
    return key(
        KeyKind.ECDSA,
        source(TLS_ECDSA_CERTIFICATE_FILE, TLS_ECDSA_CERTIFICATE_PEM),
        source(TLS_ECDSA_KEY_FILE, TLS_ECDSA_KEY_PEM));
  }

  private @Nullable KeySource rsa() {
    return key(
        KeyKind.RSA,
        source(TLS_RSA_CERTIFICATE_FILE, TLS_RSA_CERTIFICATE_PEM),
        source(TLS_RSA_KEY_FILE, TLS_RSA_KEY_PEM));
  }

  private @Nullable KeySource key(
      KeyKind kind, @Nullable PemSource certificate, @Nullable PemSource key) {
    if (certificate != null && key != null) {
      return new KeySource(kind, certificate, key);
    }
    if (certificate != null || key != null) {
      variables.addFault(
          "the %s certificate and its key go together; set both or none".formatted(kind));
    }
    return null;
  }

  /// Null if neither variable is set.
  private @Nullable PemSource source(String fileVariable, String textVariable) {
    Path file = variables.file(fileVariable);
    String text = variables.value(textVariable);
    if (file != null && text != null) {
      variables.addFault(
          "%s and %s are set; set one of them".formatted(fileVariable, textVariable));
    }
    if (file != null) {
      return new PemSource.InFile(file);
    }
    return text == null ? null : new PemSource.InVariable(textVariable, text);
  }
}
