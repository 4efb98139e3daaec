package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.admission.AdmissionSettings;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.session.ChargePointSocket;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.SessionOpener;
import io.ocppgateway.gateway.session.SocketListener;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.RefusedAttempt;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import io.ocppgateway.gateway.websocket.event.UpgradedConnection;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.message.MessageSettings;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import io.ocppgateway.gateway.websocket.request.VersionMismatch;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection of a charge point without a network: bytes in, bytes out, and a clock that is
/// turned by hand. Its pipeline is the real one, its session remembers what it was told.
final class TestConnection extends EmbeddedChannel {

  static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 50_000);

  /// Nothing is asked of a charge point whose item asks nothing.
  static final SecuritySettings OPEN =
      new SecuritySettings(SecurityProfile.NONE, TlsEnd.NOWHERE, null, UnregisteredAnswer.CLOSE);

  static final SocketSettings SETTINGS =
      new SocketSettings(
          new RequestSettings(
              Duration.ofSeconds(10), 4096, 8192, VersionMismatch.REFUSE, null, false),
          Duration.ofSeconds(120),
          new MessageSettings(1024 * 1024, Duration.ofSeconds(60), 4 * 1024 * 1024, 100),
          true,
          new AddressSettings(3, 5),
          TrustedProxies.NONE,
          OPEN);

  /// The same with another budget for what is not whole.
  static SocketSettings withUnfinishedBytes(int bytes) {
    return new SocketSettings(
        SETTINGS.request(),
        SETTINGS.pingInterval(),
        new MessageSettings(1024 * 1024, Duration.ofSeconds(60), bytes, 100),
        SETTINGS.compression(),
        SETTINGS.perAddress(),
        SETTINGS.trustedProxies(),
        SETTINGS.security());
  }

  /// What came of all connections that share it.
  static final class Shared implements SocketEvents, SessionOpener {

    final List<RefusedAttempt> refused = new ArrayList<>();
    final List<UpgradedConnection> upgraded = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final List<TestSession> sessions = new ArrayList<>();
    private final List<EmbeddedChannel> ends = new ArrayList<>();
    final MockTicker ticker = Ticker.newMockTicker();
    final Admission admission;
    final ChargePointPipeline pipeline;
    private final EmbeddedChannel door = new EmbeddedChannel();
    boolean readsAtOnce = true;
    boolean isOpen = true;

    Shared(SocketSettings settings, Registry registry) {
      this(settings, null, registry, new CredentialCheck(settings.security(), null));
    }

    Shared(
        SocketSettings settings,
        @Nullable ServerTls tls,
        Registry registry,
        CredentialCheck credentials) {
      this(settings, tls, registry, credentials, new AdmissionSettings(ConnectRate.UNLIMITED, 1));
    }

    Shared(SocketSettings settings, Registry registry, AdmissionSettings admissionSettings) {
      this(
          settings,
          null,
          registry,
          new CredentialCheck(settings.security(), null),
          admissionSettings);
    }

    private Shared(
        SocketSettings settings,
        @Nullable ServerTls tls,
        Registry registry,
        CredentialCheck credentials,
        AdmissionSettings admissionSettings) {
      door.freezeTime();
      admission =
          new Admission(
              admissionSettings, door.eventLoop(), ticker::nanoTime, new SplittableRandom(1));
      EntryChecks checks = new EntryChecks(() -> isOpen, tls, registry, credentials, admission);
      pipeline = new ChargePointPipeline(Reception.of(settings, checks, this, this, ticker));
    }

    static Shared with(SocketSettings settings) {
      return new Shared(settings, _ -> CompletableFuture.completedStage(Registration.REGISTERED));
    }

    TestConnection connect() {
      return connectFrom(PEER);
    }

    TestConnection connectFrom(InetSocketAddress peer) {
      TestConnection connection = new TestConnection(this, peer);
      ends.add(connection);
      connection.start();
      return connection;
    }

    /// Ends all connections, so that each gives back what it holds.
    void closeAll() {
      for (EmbeddedChannel end : ends) {
        end.close();
        end.releaseInbound();
        end.releaseOutbound();
      }
    }

    List<RefusalCause> refusals() {
      return refused.stream().map(RefusedAttempt::cause).toList();
    }

    @Override
    public SocketListener open(ChargePointId id, OcppVersion version, ChargePointSocket socket) {
      TestSession session = new TestSession(id, version, socket);
      sessions.add(session);
      if (readsAtOnce) {
        socket.setReading(true);
      }
      return session;
    }

    @Override
    public void onRefused(RefusedAttempt attempt) {
      refused.add(attempt);
    }

    @Override
    public void onUpgraded(UpgradedConnection connection) {
      upgraded.add(connection);
    }

    @Override
    public void onSlowedDown(String connectionId, Duration pause) {
      pauses.add(pause);
    }
  }

  /// Remembers, and ends its socket when told to.
  static final class TestSession implements SocketListener {

    final ChargePointId id;
    final OcppVersion version;
    final ChargePointSocket socket;
    final List<String> texts = new ArrayList<>();
    final List<EndCause> ends = new ArrayList<>();
    boolean closed;
    int unheard;

    TestSession(ChargePointId id, OcppVersion version, ChargePointSocket socket) {
      this.id = id;
      this.version = version;
      this.socket = socket;
    }

    @Override
    public void onText(ByteBuf text) {
      texts.add(text.toString(UTF_8));
    }

    @Override
    public void onSocketReadComplete() {
      socket.flush();
    }

    @Override
    public void onSocketUnheard() {
      unheard++;
    }

    @Override
    public void onSocketWritable(boolean writable) {
      // Nothing is sent that would wait.
    }

    @Override
    public void onSocketClosed() {
      closed = true;
    }

    @Override
    public void end(EndCause cause) {
      ends.add(cause);
      if (ends.size() == 1) {
        socket.close(cause);
      }
    }
  }

  private final Shared shared;
  private final InetSocketAddress peer;

  /// Every buffer of this connection: what it counts is held by somebody.
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

  private TestConnection(Shared shared, InetSocketAddress peer) {
    super(DefaultChannelId.newInstance(), false, false, shared.pipeline);
    this.shared = shared;
    this.peer = peer;
  }

  /// Of many addresses one.
  static InetSocketAddress peer(int number) {
    return new InetSocketAddress("192.0.2." + number % 256, 50_000);
  }

  /// Ends the other end, too, when all end.
  void isPlayedBy(EmbeddedChannel otherEnd) {
    shared.ends.add(otherEnd);
  }

  private void start() {
    config().setAllocator(allocator);
    try {
      register();
      freezeTime();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    runPendingTasks();
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return peer;
  }

  /// Sends bytes; whoever does not read gets them all the same, as from a buffer that was read
  /// before.
  TestConnection send(byte[] bytes) {
    writeInbound(allocator.buffer(Math.max(1, bytes.length)).writeBytes(bytes));
    runPendingTasks();
    return this;
  }

  TestConnection send(String latin1) {
    return send(latin1.getBytes(ISO_8859_1));
  }

  /// Upgrades with further header lines.
  TestConnection upgrade(String target, String... headerLines) {
    return send(request(target, headerLines));
  }

  static String request(String target, String... headerLines) {
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: x\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /// All bytes that were sent to the charge point since the last call, one character each.
  String answers() {
    StringBuilder answers = new StringBuilder();
    for (ByteBuf bytes = readOutbound(); bytes != null; bytes = readOutbound()) {
      answers.append(bytes.toString(ISO_8859_1));
      bytes.release();
    }
    return answers.toString();
  }

  /// Turns the clock.
  void pass(Duration time) {
    shared.ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    shared.door.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    shared.door.runScheduledPendingTasks();
    advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    runScheduledPendingTasks();
    runPendingTasks();
  }

  /// Bytes in buffers that were not released.
  long heldBytes() {
    return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
  }

  TestSession session() {
    return shared.sessions.getLast();
  }
}
