package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_CA_ARN;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_ORGANIZATION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_CERTIFICATES_ARN;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_KEY_FILE;

import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.tls.KeyKind;
import io.ocppgateway.gateway.tls.KeySource;
import io.ocppgateway.gateway.tls.PemSource;
import io.ocppgateway.gateway.tls.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads how TLS ends here, and sees at once whether it can.
final class TlsSettingsReader {

  private static final Pattern SECRET_ARN =
      Pattern.compile("arn:[^:\\s]+:secretsmanager:[^:\\s]+:[0-9]{12}:secret:[^:\\s]+");

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
    List<KeySource> keys = keys();
    if (keys.isEmpty()) {
      variables.addFault(
          "%s is GATEWAY, but there is no server certificate; set %s and %s, or those of RSA, or better both, or %s"
              .formatted(
                  TLS_ENDS_AT,
                  TLS_ECDSA_CERTIFICATE_FILE,
                  TLS_ECDSA_KEY_FILE,
                  TLS_CERTIFICATES_ARN));
      return null;
    }
    TlsSettings settings =
        new TlsSettings(keys, authorities(), variables.value(CLIENT_ORGANIZATION));
    try {
      if (variables.faults().size() == faultsBefore) {
        settings.checkFiles();
      }
    } catch (IllegalArgumentException e) {
      variables.addFault(String.valueOf(e.getMessage()));
    }
    return settings;
  }

  private @Nullable PemSource authorities() {
    PemSource file = file(CLIENT_CA_FILE);
    String arn = arn(CLIENT_CA_ARN);
    if (file != null && arn != null) {
      variables.addFault(
          "%s and %s are set; set one of them".formatted(CLIENT_CA_FILE, CLIENT_CA_ARN));
    }
    PemSource authorities = arn == null ? file : new PemSource.InSecret(arn);
    if (authorities != null && variables.value(CLIENT_ORGANIZATION) == null) {
      variables.addFault(
          "there is a %s or %s, but no %s; give it the organization that certificates of your charge points name"
              .formatted(CLIENT_CA_FILE, CLIENT_CA_ARN, CLIENT_ORGANIZATION));
    }
    return authorities;
  }

  /// The better kind first.
  private List<KeySource> keys() {
    List<KeySource> inFiles =
        Stream.of(
                key(KeyKind.ECDSA, TLS_ECDSA_CERTIFICATE_FILE, TLS_ECDSA_KEY_FILE),
                key(KeyKind.RSA, TLS_RSA_CERTIFICATE_FILE, TLS_RSA_KEY_FILE))
            .filter(Objects::nonNull)
            .map(KeySource.class::cast)
            .toList();
    String arn = arn(TLS_CERTIFICATES_ARN);
    if (arn == null) {
      return inFiles;
    }
    if (!inFiles.isEmpty()) {
      variables.addFault(
          "%s is set, and so are files of certificates; set one or the other"
              .formatted(TLS_CERTIFICATES_ARN));
    }
    return Stream.of(KeyKind.values()).map(kind -> KeySource.inSecret(kind, arn)).toList();
  }

  private @Nullable KeySource key(KeyKind kind, String certificateVariable, String keyVariable) {
    PemSource certificate = file(certificateVariable);
    PemSource key = file(keyVariable);
    if (certificate != null && key != null) {
      return new KeySource(kind, certificate, key);
    }
    if (certificate != null || key != null) {
      variables.addFault(
          "the %s certificate and its key go together; set both or none".formatted(kind));
    }
    return null;
  }

  /// Null if the variable is not set.
  private @Nullable PemSource file(String variable) {
    Path file = variables.file(variable);
    return file == null ? null : new PemSource.InFile(file);
  }

  /// Null if the variable is not set or wrong.
  private @Nullable String arn(String variable) {
    return variables.parsed(
        variable,
        value -> {
          if (!SECRET_ARN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                "'%s'; give it the ARN of a secret, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf"
                    .formatted(value));
          }
          return value;
        });
  }
}
