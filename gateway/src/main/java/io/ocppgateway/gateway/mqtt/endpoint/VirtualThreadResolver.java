package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Asks the operating system for addresses without holding up an event loop.
///
/// The JDK remembers what it is told, and Netty's own default would block.
final class VirtualThreadResolver extends AddressResolverGroup<InetSocketAddress> {

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor).asAddressResolver();
  }

  /// Those of the first one's family. AWS IoT Core has addresses of both, and a host need not have
  /// a way to both; the JDK names first the family that it prefers itself, IPv4 unless
  /// `java.net.preferIPv6Addresses` says otherwise.
  static List<InetAddress> reachable(InetAddress... addresses) {
    return Stream.of(addresses).filter(addresses[0].getClass()::isInstance).toList();
  }

  private static final class Resolver extends InetNameResolver {

    Resolver(EventExecutor executor) {
      super(executor);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      Thread.startVirtualThread(() -> {
        try {
          List<InetAddress> addresses = reachable(InetAddress.getAllByName(host));
          // Any of them: links spread over all of the broker's addresses.
          promise.setSuccess(addresses.get(ThreadLocalRandom.current().nextInt(addresses.size())));
        } catch (UnknownHostException e) {
          promise.setFailure(e);
        }
      });
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      Thread.startVirtualThread(() -> {
        try {
          promise.setSuccess(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
          promise.setFailure(e);
        }
      });
    }
  }
}
