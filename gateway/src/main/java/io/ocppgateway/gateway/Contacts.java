package io.ocppgateway.gateway;

import io.netty.channel.EventLoop;
import io.ocppgateway.gateway.contact.FirstContact;
import io.ocppgateway.gateway.contact.Party;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerEndpoint;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom a gateway has to reach before it is ready: AWS IoT, to be told where the broker is, unless
/// that is configured; the broker; and the registry.
final class Contacts {

  private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);

  /// Nobody's: that it is not registered is an answer, too.
  private static final ChargePointId NOBODY = new ChargePointId("gateway-start");

  private Contacts() {}

  /// Begins to reach them.
  ///
  /// @param endpoint is told where the broker is
  /// @param onReady run when all have answered
  static FirstContact begin(
      Account account,
      BrokerEndpoint endpoint,
      Broker broker,
      EventLoop eventLoop,
      Runnable onReady) {
    List<Party> parties = new ArrayList<>();
    if (!endpoint.isFound()) {
      parties.add(new Party("AWS IoT", () -> find(account, endpoint)));
    }
    parties.add(new Party("broker", () -> broker.reach(eventLoop)));
    parties.add(new Party("registry", () -> account.registry().find(NOBODY)));
    return FirstContact.begin(
        parties,
        eventLoop,
        new SplittableRandom(),
        () -> {
          onReady.run();
          LOG.atInfo().log("gateway is ready");
        });
  }

  private static CompletionStage<BrokerUrl> find(Account account, BrokerEndpoint endpoint) {
    return account
        .broker()
        .get()
        .whenComplete((found, _) -> {
          if (found != null) {
            endpoint.found(found);
            LOG.atInfo().addKeyValue("broker", found).log("broker found");
          }
        });
  }
}
