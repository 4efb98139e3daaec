import static com.hivemq.configuration.service.InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS;

import com.hivemq.HiveMQServer;

/// HiveMQ CE that takes anybody: without this it takes nobody, unless an extension says whom. Run
/// by `java` from source, on the class path that this module resolves.
final class HiveMqForAnyone {

  private HiveMqForAnyone() {}

  public static void main(String[] arguments) throws Exception {
    AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(false);
    HiveMQServer.main(arguments);
  }
}
