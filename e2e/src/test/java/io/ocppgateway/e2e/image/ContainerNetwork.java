package io.ocppgateway.e2e.image;

import io.ocppgateway.e2e.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A network that a container has for itself, as each task has on Fargate: one cable leads to this
/// machine, and nowhere else.
final class ContainerNetwork implements AutoCloseable {

  private final String name;
  private final String cable;
  private final String subnet;
  private final List<Relay> relays = new ArrayList<>();

  private ContainerNetwork(int number) {
    this.name = "ocpp-gateway-" + number;
    this.cable = "ocppgw" + number;
    // Of the addresses that nobody may have but who tests.
    this.subnet = "198.18.%d.".formatted(number);
  }

  static ContainerNetwork create() {
    ContainerNetwork network = new ContainerNetwork(ThreadLocalRandom.current().nextInt(1, 255));
    ip("netns add " + network.name);
    try {
      ip("link add %s type veth peer name eth0 netns %s".formatted(network.cable, network.name));
      ip("addr add %s/30 dev %s".formatted(network.hostAddress(), network.cable));
      ip("link set %s up".formatted(network.cable));
      ip("-n %s addr add %s/30 dev eth0".formatted(network.name, network.address()));
      ip("-n %s link set eth0 up".formatted(network.name));
      ip("-n %s link set lo up".formatted(network.name));
      return network;
    } catch (AssertionError e) {
      network.close();
      throw e;
    }
  }

  /// The file that stands for it.
  String path() {
    return "/run/netns/" + name;
  }

  /// The container's address.
  String address() {
    return subnet + 2;
  }

  /// This machine's address, as the container sees it.
  String hostAddress() {
    return subnet + 1;
  }

  /// Lets the container reach a port of this machine's loopback; gives the port of [#hostAddress()]
  /// for it.
  int open(int loopbackPort) {
    Relay relay = Relay.on(hostAddress(), loopbackPort);
    relays.add(relay);
    return relay.port();
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
    // The cable goes with its other end.
    ip("netns delete " + name);
  }

  private static void ip(String arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    new Command(command).succeed();
  }
}
