package io.ocppgateway.simulator.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostNamesTest {

  /// What stands in for the event loop: the test's thread runs what is handed to it.
  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

  private final AtomicInteger lookups = new AtomicInteger();
  private final List<String> found = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void nameIsLookedUpOnceForAllAndItsAddressesAreTakenInTurn() throws Exception {
    HostNames names = answering("192.0.2.1", "192.0.2.2");

    findThrice(names);

    assertThat(lookups).hasValue(1);
    assertThat(found).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2", "192.0.2.1");
  }

  @Test
  void nameIsLookedUpOnceEvenIfManyAskBeforeTheAnswer() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    HostNames names =
        new HostNames(host -> {
          lookups.incrementAndGet();
          awaitQuietly(answer);
          return addresses("192.0.2.1");
        });
    find(names, "host.example");
    find(names, "host.example");

    answer.countDown();
    run(2);

    assertThat(lookups).hasValue(1);
    assertThat(found).hasSize(2);
  }

  @Test
  void addressesOfTheFamilyThatComesFirstAreTaken() throws Exception {
    HostNames names = answering("127.0.0.1", "::1");

    findThrice(names);

    assertThat(found).containsOnly("127.0.0.1");
  }

  @Test
  void failureIsToldAndNotRemembered() throws Exception {
    HostNames names =
        new HostNames(host -> {
          if (lookups.incrementAndGet() == 1) {
            throw new UnknownHostException(host);
          }
          return addresses("192.0.2.1");
        });
    find(names, "host.example");
    run(1);

    find(names, "host.example");
    run(1);

    assertThat(failures).singleElement().isInstanceOf(UnknownHostException.class);
    assertThat(found).containsExactly("192.0.2.1");
  }

  @Test
  void addressInFiguresIsNotLookedUp() throws Exception {
    HostNames names = answering("192.0.2.1");

    find(names, "[::1]");
    run(1);

    assertThat(lookups).hasValue(0);
    assertThat(found).containsExactly("0:0:0:0:0:0:0:1");
  }

  private HostNames answering(String... figures) {
    return new HostNames(host -> {
      lookups.incrementAndGet();
      return addresses(figures);
    });
  }

  private void findThrice(HostNames names) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      find(names, "host.example");
    }
    run(3);
  }

  private void find(HostNames names, String host) {
    names.find(host, loop::add, address -> found.add(address.getHostAddress()), failures::add);
  }

  private void run(int tasks) throws InterruptedException {
    for (int i = 0; i < tasks; i++) {
      Runnable task = loop.poll(10, TimeUnit.SECONDS);
      assertThat(task).as("a task for the loop").isNotNull();
      task.run();
    }
  }

  private static InetAddress[] addresses(String... figures) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[figures.length];
    for (int i = 0; i < figures.length; i++) {
      addresses[i] = InetAddress.getByName(figures[i]);
    }
    return addresses;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
