package io.ocppgateway.simulator.websocket;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Finds the addresses of hosts away from the event loops: a name is looked up once for all charge
/// points, and anew only when the answer is a minute old, as a load balancer's addresses change.
/// Safe for use by many threads.
final class HostNames {

  private static final Duration LIFETIME = Duration.ofMinutes(1);

  /// What [InetAddress#getAllByName] does.
  @FunctionalInterface
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final Map<String, CompletableFuture<List<InetAddress>>> known = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  HostNames(Lookup lookup) {
    this.lookup = lookup;
  }

  /// Finds an address of the host, the next one each time, and hands it over on the executor. If
  /// there is none, the failure is an [UnknownHostException].
  void find(
      String host, Executor executor, Consumer<InetAddress> found, Consumer<Throwable> failed) {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      executor.execute(() -> found.accept(literal));
      return;
    }
    // What fails in the consumers is for the executor to tell.
    var _ =
        known
            .computeIfAbsent(host, this::lookUp)
            .whenComplete((addresses, failure) ->
                executor.execute(() -> {
                  if (addresses != null) {
                    found.accept(next(addresses));
                  } else {
                    failed.accept(failure);
                  }
                }));
  }

  private InetAddress next(List<InetAddress> addresses) {
    return addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
  }

  private CompletableFuture<List<InetAddress>> lookUp(String host) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(ofOneFamily(lookup.addresses(host)));
            CompletableFuture.delayedExecutor(LIFETIME.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> known.remove(host, answer));
          } catch (UnknownHostException e) {
            known.remove(host, answer);
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /// `localhost` is 127.0.0.1 and ::1, and many servers listen on one of them only: what the system
  /// prefers comes first.
  private static List<InetAddress> ofOneFamily(InetAddress[] addresses) {
    Class<?> family = addresses[0].getClass();
    return Arrays.stream(addresses).filter(family::isInstance).toList();
  }
}
