package io.ocppgateway.lambdas.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// AWS IoT Core's data plane at the account's own endpoint, which is asked for at the first use.
///
/// Not in the constructor: a role that was made a moment ago may not be known everywhere yet, and a
/// function that fails to start fails its deployment. Safe for use by many threads.
final class IotDataPlane {

  private static final String ENDPOINT_TYPE = "iot:Data-ATS";

  private final Connection connection;
  private @Nullable IotDataPlaneClient client;

  IotDataPlane(Connection connection) {
    this.connection = connection;
  }

  synchronized IotDataPlaneClient client() {
    if (client == null) {
      URI endpoint = connection.endpoint().orElseGet(this::accountEndpoint);
      client = connection.applyTo(IotDataPlaneClient.builder()).endpointOverride(endpoint).build();
    }
    return client;
  }

  private URI accountEndpoint() {
    // Not closed: it shares its HTTP client with the others.
    IotClient iot = connection.applyTo(IotClient.builder()).build();
    return URI.create(
        "https://"
            + iot.describeEndpoint(request -> request.endpointType(ENDPOINT_TYPE))
                .endpointAddress());
  }
}
