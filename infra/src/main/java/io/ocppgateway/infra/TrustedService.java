package io.ocppgateway.infra;

import static java.util.Map.entry;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/// Services of AWS as they are trusted here: on behalf of this account alone. Without that, whoever
/// can have a service act could have it act with our roles.
///
/// @see "IAM user guide, The confused deputy problem"
final class TrustedService {

  private TrustedService() {}

  /// A service that acts for resources of this account.
  ///
  /// @param service for example `iot.amazonaws.com`
  /// @param sourceArn ARN of what it acts for; `*` stands for any text
  static IPrincipal onBehalfOf(String service, String sourceArn) {
    return new ServicePrincipal(service)
        .withConditions(
            InOrder.of(
                entry("StringEquals", InOrder.of(entry("aws:SourceAccount", Aws.ACCOUNT_ID))),
                entry("ArnLike", InOrder.of(entry("aws:SourceArn", sourceArn)))));
  }
}
