package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CERTIFICATE_LOOKUPS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CONNECTS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.DRAIN_NOTICE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.DRAIN_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_WAITING_HANDSHAKES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.THING_LOOKUPS_PER_SECOND;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.admission.AdmissionSettings;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.aws.LookUpRates;
import io.ocppgateway.gateway.drain.DrainSettings;
import java.time.Duration;

/// Reads how many charge points come and go in a time.
final class CapacityReader {

  /// The account's quotas at AWS, 500 CONNECTs, 350 DescribeThing calls and 10 of either call for a
  /// certificate in a second, divided by the two gateways of the smallest stack that survives the
  /// loss of a zone.
  private static final int DEFAULT_CONNECTS = 250;

  private static final int DEFAULT_THING_LOOKUPS = 175;
  private static final int DEFAULT_CERTIFICATE_LOOKUPS = 5;
  private static final int MAX_RATE = 1_000_000;

  /// With what follows it, up to 20 s for the last goodbyes, it ends within the 120 s that Fargate
  /// gives a task at most.
  private static final int DEFAULT_DRAIN_SECONDS = 90;

  /// AWS takes a task from the load balancer before it sends the signal.
  private static final int DEFAULT_DRAIN_NOTICE_SECONDS = 5;

  private static final int MAX_DRAIN_SECONDS = 3_600;

  private final Variables variables;

  CapacityReader(Variables variables) {
    this.variables = variables;
  }

  LookUpRates lookUpRates() {
    return new LookUpRates(
        variables.integer(THING_LOOKUPS_PER_SECOND, DEFAULT_THING_LOOKUPS, 0, MAX_RATE),
        variables.integer(
            CERTIFICATE_LOOKUPS_PER_SECOND, DEFAULT_CERTIFICATE_LOOKUPS, 0, MAX_RATE));
  }

  AdmissionSettings admission() {
    int perSecond = variables.integer(CONNECTS_PER_SECOND, DEFAULT_CONNECTS, 0, MAX_RATE);
    ConnectRate rate = perSecond == 0 ? ConnectRate.UNLIMITED : ConnectRate.ofPerSecond(perSecond);
    int waiting = Math.min(MAX_RATE, rate.within(Admission.LONGEST_WAIT));
    return new AdmissionSettings(
        rate, variables.integer(MAX_WAITING_HANDSHAKES, waiting, 1, MAX_RATE));
  }

  DrainSettings drain() {
    Duration length = seconds(DRAIN_SECONDS, DEFAULT_DRAIN_SECONDS);
    Duration notice = seconds(DRAIN_NOTICE_SECONDS, DEFAULT_DRAIN_NOTICE_SECONDS);
    boolean isTooLong = notice.compareTo(length) > 0;
    if (isTooLong && variables.value(DRAIN_NOTICE_SECONDS) != null) {
      variables.addFault(
          "%s is '%d', but %s is '%d'; the notice is a part of the drain"
              .formatted(
                  DRAIN_NOTICE_SECONDS, notice.toSeconds(), DRAIN_SECONDS, length.toSeconds()));
    }
    return new DrainSettings(isTooLong ? length : notice, length);
  }

  private Duration seconds(String name, int otherwise) {
    return Duration.ofSeconds(variables.integer(name, otherwise, 0, MAX_DRAIN_SECONDS));
  }
}
