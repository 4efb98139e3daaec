package io.ocppgateway.gateway.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.StandardSocketOptions;

/// The channels and event loops of one kind of I/O.
///
/// @param name for the log
/// @param sharePort lets several gateways of one user listen on the same port
public record Transport(
    String name,
    IoHandlerFactory ioHandlers,
    Class<? extends ServerChannel> serverChannel,
    Class<? extends Channel> clientChannel,
    ChannelOption<Boolean> sharePort) {

  /// How much is read at once, in bytes: nearly every message fits. One for all connections:
  /// Netty's own adapts to each, and keeps an object of each for that.
  public static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(2048);

  /// Epoll where the native library loads, else NIO.
  public static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            EpollIoHandler.newFactory(),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class,
            UnixChannelOption.SO_REUSEPORT)
        : nio();
  }

  /// NIO, which runs everywhere.
  public static Transport nio() {
    return new Transport(
        "nio",
        NioIoHandler.newFactory(),
        NioServerSocketChannel.class,
        NioSocketChannel.class,
        NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT));
  }

  /// New event loops; the caller ends them.
  ///
  /// @param threads how many
  public EventLoopGroup newEventLoops(int threads, String threadName) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(threadName), ioHandlers);
  }
}
