package io.ocppgateway.cli.shell;

import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What the AWS SDK's exceptions mean to the person at the keyboard.
final class AwsFailure {

  private AwsFailure() {}

  /// One message, empty if the exception is none of the SDK's.
  ///
  /// @param local the local stack's endpoint, null against an account
  static Optional<String> explain(Exception failure, @Nullable URI local) {
    return switch (failure) {
      case AwsServiceException refused -> Optional.of(refusal(refused));
      case SdkClientException unreached -> Optional.of(unreached(unreached, local));
      default -> Optional.empty();
    };
  }

  private static String refusal(AwsServiceException refused) {
    var details = refused.awsErrorDetails();
    return details == null
        ? String.valueOf(refused.getMessage())
        : "%s refused: %s (%s)"
            .formatted(details.serviceName(), details.errorMessage(), details.errorCode());
  }

  private static String unreached(SdkClientException failure, @Nullable URI local) {
    String message = String.valueOf(failure.getMessage());
    if (local != null && isCausedByRefusedConnection(failure)) {
      return "nothing answers at %s: start it with ./cpo local".formatted(local);
    }
    if (message.startsWith("Unable to load credentials")) {
      return "no AWS credentials found: sign in as for the AWS CLI (`aws sso login`, AWS_PROFILE or AWS_ACCESS_KEY_ID)";
    }
    if (message.startsWith("Unable to load region")) {
      return "no AWS region is set: give --region or set AWS_REGION";
    }
    return message;
  }

  private static boolean isCausedByRefusedConnection(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
