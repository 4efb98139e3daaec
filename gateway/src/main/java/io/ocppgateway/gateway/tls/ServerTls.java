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
/// Its files are looked at every few seconds, its secrets every minute. When one has changed all
/// are read anew, and new connections get the new certificates; those that stand keep theirs. What
/// cannot be used is logged as an error, and the old stays. Safe for use by many threads.
public final class ServerTls implements AutoCloseable {

  /// How often it looks for what has changed.
  ///
  /// @param files between two looks at files, which cost nothing
  /// @param secrets between two looks at secrets, each of which is a call to where they are kept
  public record Intervals(Duration files, Duration secrets) {}

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private static final String TLS = "tls";
  private static final String HANDSHAKE_WATCH = "handshakeWatch";

  private final TlsSettings settings;
  private final PemTexts texts;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tls-watch").factory());
  private final Object lock = new Object();
  private List<String> stamps;
  private boolean areSecretsOutOfReach;
  private SslContext context;
  private volatile ClientAuthorities authorities;

  private ServerTls(TlsSettings settings, SecretStore store) {
    this.settings = settings;
    texts = new PemTexts(store);
    texts.readSecrets(settings.secretArns());
    stamps = settings.stamps(texts);
    // First, since nothing has to be given back if they cannot be used.
    authorities = settings.readAuthorities(texts);
    context = load();
  }

  /// Reads the certificates, and looks for new ones from now on. Blocks while secrets are read.
  ///
  /// @throws IllegalArgumentException if they cannot be used
  /// @throws UnreadableSecret if a secret cannot be read
  public static ServerTls start(TlsSettings settings, SecretStore store, Intervals intervals) {
    ServerTls tls = new ServerTls(settings, store);
    if (!ServerContext.isNative()) {
      LOG.atWarn()
          .log(
              "BoringSSL does not run here; the JDK's TLS does, slower and without the cipher suites TLS_RSA_WITH_AES_*");
    }
    tls.repeat(tls::look, intervals.files());
    if (!settings.secretArns().isEmpty()) {
      tls.repeat(tls::lookAtSecrets, intervals.secrets());
    }
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

  private void repeat(Runnable look, Duration interval) {
    var _ =
        watch.scheduleWithFixedDelay(
            look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Reads the secrets, and all anew if any of them has changed.
  void lookAtSecrets() {
    try {
      texts.readSecrets(settings.secretArns());
      areSecretsOutOfReach = false;
    } catch (RuntimeException e) {
      // Whatever it is: thrown on, it would end the watch unseen. An end interrupts it.
      if (!areSecretsOutOfReach && !watch.isShutdown()) {
        areSecretsOutOfReach = true;
        LOG.atWarn()
            .addKeyValue("detail", e.getMessage())
            .log("no look at the secrets of TLS certificates; the old ones stay");
      }
      return;
    }
    look();
  }

  /// Reads all anew if anything has changed.
  void look() {
    List<String> now = settings.stamps(texts);
    if (now.equals(stamps)) {
      return;
    }
    // Whatever comes of it is told once.
    stamps = now;
    try {
      ClientAuthorities nextAuthorities = settings.readAuthorities(texts);
      SslContext next = load();
      synchronized (lock) {
        ReferenceCountUtil.release(watch.isShutdown() ? next : context);
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
    List<ServerKey> keys = settings.readKeys(texts);
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
