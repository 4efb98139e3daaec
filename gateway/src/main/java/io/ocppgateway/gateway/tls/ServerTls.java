package io.ocppgateway.gateway.tls;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS of the charge points' listener, from [#start] to [#close].
///
/// Its files are looked at every few seconds. When one has changed all are read anew, and new
/// connections get the new certificates; those that stand keep theirs. What cannot be used is
/// logged as an error, and the old stays. Safe for use by many threads.
public final class ServerTls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private static final String TLS = "tls";
  private static final String HANDSHAKE_WATCH = "handshakeWatch";

  private final TlsSettings settings;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tls-files").factory());
  private final Object lock = new Object();
  private List<PemSource.Stamp> stamps;
  private SslContext context;
  private volatile ClientAuthorities authorities;

  private ServerTls(TlsSettings settings) {
    this.settings = settings;
    stamps = settings.stamps();
    context = load();
    authorities = settings.readAuthorities();
  }

  /// Reads the certificates, and looks for new ones from now on.
  ///
  /// @param interval between two looks
  /// @throws IllegalArgumentException if they cannot be used
  public static ServerTls start(TlsSettings settings, Duration interval) {
    ServerTls tls = new ServerTls(settings);
    if (!ServerContext.isNative()) {
      LOG.atWarn()
          .log(
              "BoringSSL does not run here; the JDK's TLS does, slower and without the cipher suites TLS_RSA_WITH_AES_*");
    }
    var _ =
        tls.watch.scheduleWithFixedDelay(
            tls::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return tls;
  }

  /// Makes a new connection speak TLS. The handlers behind see what is inside, and a
  /// [FailedHandshake] as an exception.
  public void addTo(ChannelPipeline pipeline) {
    SslHandler handler;
    synchronized (lock) {
      // Not while the context is given up.
      handler = context.newHandler(pipeline.channel().alloc());
    }
    // The time for the handshake is part of that for the request.
    handler.setHandshakeTimeoutMillis(0);
    pipeline.addLast(TLS, handler).addLast(HANDSHAKE_WATCH, new HandshakeWatch());
  }

  /// Who may issue certificates of charge points, at the moment.
  public ClientAuthorities authorities() {
    return authorities;
  }

  /// Looks no more. Connections stay.
  @Override
  public void close() {
    watch.shutdownNow();
    synchronized (lock) {
      ReferenceCountUtil.release(context);
    }
  }

  /// Reads all anew if any file has changed.
  void look() {
    List<PemSource.Stamp> now = settings.stamps();
    if (now.equals(stamps)) {
      return;
    }
    // Whatever comes of it is told once.
    stamps = now;
    try {
      ClientAuthorities nextAuthorities = settings.readAuthorities();
      SslContext next = load();
      synchronized (lock) {
        ReferenceCountUtil.release(context);
        context = next;
      }
      authorities = nextAuthorities;
    } catch (RuntimeException e) {
      // Whatever it is: thrown on, it would end the watch unseen.
      LOG.atError()
          .addKeyValue("detail", e.getMessage())
          .log("changed TLS certificates cannot be used; the old ones stay");
    }
  }

  private SslContext load() {
    List<ServerKey> keys = settings.keys().stream().map(ServerKey::read).toList();
    SslContext loaded = ServerContext.of(keys);
    for (ServerKey key : keys) {
      LOG.atInfo()
          .addKeyValue("kind", key.kind())
          .addKeyValue("subject", key.certificate().getSubjectX500Principal())
          .addKeyValue("notAfter", key.certificate().getNotAfter().toInstant())
          .log("TLS certificate loaded");
    }
    return loaded;
  }
}
