package io.ocppgateway.gateway.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualThreadResolverTest {

  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress ANOTHER_V4 = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");
  private static final InetAddress ANOTHER_V6 = InetAddress.ofLiteral("2001:db8::2");

  @Test
  void onlyThePreferredFamilyIsDialled() {
    List<InetAddress> reachable = VirtualThreadResolver.reachable(V4, ANOTHER_V4, V6, ANOTHER_V6);

    assertThat(reachable).containsExactly(V4, ANOTHER_V4);
  }

  @Test
  void whichOneThatIsIsTheJdksToSay() {
    List<InetAddress> reachable = VirtualThreadResolver.reachable(V6, ANOTHER_V6, V4);

    assertThat(reachable).containsExactly(V6, ANOTHER_V6);
  }
}
