package dev.hookcast.http.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect only where the policy permits. The check sits on the very address that
 * is dialled, so that no name service, literal or redirect gets round it. Safe for any number of
 * threads.
 */
public final class GuardedSockets extends SocketFactory {
  private final EgressPolicy policy;

  /** Sockets that keep to this policy. */
  public GuardedSockets(EgressPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Socket createSocket() {
    return new Guarded(policy);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress target) throws IOException {
    var socket = createSocket();
    socket.connect(target);
    return socket;
  }

  private Socket connected(InetSocketAddress target, InetSocketAddress local) throws IOException {
    var socket = createSocket();
    socket.bind(local);
    socket.connect(target);
    return socket;
  }

  private static final class Guarded extends Socket {
    private final EgressPolicy policy;

    Guarded(EgressPolicy policy) {
      // Without it, -DsocksProxyHost would lead the connection elsewhere.
      super(Proxy.NO_PROXY);
      this.policy = policy;
    }

    @Override
    public void connect(SocketAddress target) throws IOException {
      connect(target, 0);
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      if (!(target instanceof InetSocketAddress internet)
          || internet.getAddress() == null
          || !policy.permits(internet.getAddress(), internet.getPort())) {
        throw new EgressBlocked();
      }
      super.connect(target, timeout);
    }
  }
}
