package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.presence.PresenceTable;
import io.ocppgateway.lambdas.routing.Answers;
import io.ocppgateway.lambdas.routing.Claim;
import io.ocppgateway.lambdas.routing.MessageKey;
import io.ocppgateway.lambdas.routing.ProcessedMessages;
import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The AWS services that are used, as one environment reaches them. Lives as long as the process;
/// nothing closes it.
///
/// @param answers publishes on `{id}/out`
/// @param processed in the table of answers already given
/// @param shadows of AWS IoT Core
public record Aws(Answers answers, ProcessedMessages processed, Shadows shadows) {

  private static final Logger LOG = LoggerFactory.getLogger(Aws.class);
  private static final ChargePointId NOBODY = new ChargePointId("-");

  /// Makes the clients. Nothing is asked of AWS yet.
  ///
  /// @param environment `AWS_REGION`, and if set `AWS_ENDPOINT_URL` (one endpoint for everything)
  ///   and `AWS_ACCESS_KEY_ID` with its fellows; without keys the SDK's default chain finds
  ///   credentials
  /// @throws IllegalArgumentException if there is no region
  public static Aws of(Map<String, String> environment, String processedMessagesTable) {
    Connection connection = Connection.of(environment);
    IotDataPlane dataPlane = new IotDataPlane(connection);
    return new Aws(
        new IotAnswers(dataPlane),
        new DynamoDbProcessedMessages(
            connection.applyTo(DynamoDbClient.builder()).build(), processedMessagesTable),
        new IotShadows(dataPlane));
  }

  /// Publishes answers, for functions of one's own. Nothing is asked of AWS yet.
  ///
  /// @param environment see [#of]
  /// @throws IllegalArgumentException if there is no region
  public static Answers answers(Map<String, String> environment) {
    return new IotAnswers(new IotDataPlane(Connection.of(environment)));
  }

  /// The table of presence. Nothing is asked of AWS yet.
  ///
  /// @param environment see [#of]
  /// @throws IllegalArgumentException if there is no region
  public static PresenceTable presence(Map<String, String> environment, String table) {
    return new DynamoDbPresence(
        Connection.of(environment).applyTo(DynamoDbClient.builder()).build(), table);
  }

  /// Uses each client once, so that the first charge point need not wait for classes, endpoint and
  /// credentials. Changes nothing.
  public void prime() {
    prime(() -> {
      shadows.reported(NOBODY, Shadow.HARDWARE);
      processed.release(new MessageKey("-"), new Claim.Granted("-"));
    });
  }

  /// The same for the table of presence.
  public static void prime(PresenceTable presence) {
    prime(() -> presence.latest(NOBODY));
  }

  private static void prime(Runnable firstUse) {
    try {
      firstUse.run();
    } catch (SdkException e) {
      // Only time is lost: what fails here is done at the first use.
      LOG.atWarn().setCause(e).log("could not use AWS ahead of time");
    }
  }
}
