package dev.hookcast.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of one node to its database, over which a test has power. What was on its way when the
 * link fell silent arrives when it speaks again, as TCP would have it.
 */
final class Link implements AutoCloseable {
  private static final int PIECE = 16_384;

  private final int port;
  private final int most;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<ServerSocket> door = Optional.empty();
  private Way way = new Way.Open();

  /**
   * An open link.
   *
   * @param target the database's port
   * @param most connections at once; more are closed as soon as they come
   */
  Link(int target, int most) throws IOException {
    this.target = target;
    this.most = most;
    this.port = listen(0);
  }

  int port() {
    return port;
  }

  /** It is like this from now on. */
  void become(Way next) throws IOException {
    lock.lock();
    try {
      way = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    switch (next) {
      case Way.Closed closed -> close();
      case Way.Open open -> reopen();
      case Way.Slow slow -> reopen();
      case Way.Silent silent -> reopen();
    }
  }

  @Override
  public void close() throws IOException {
    if (door.isPresent()) {
      door.get().close();
      door = Optional.empty();
    }
    sockets.forEach(Link::cut);
  }

  private void reopen() throws IOException {
    if (door.isEmpty()) {
      listen(port);
    }
  }

  private int listen(int wanted) throws IOException {
    var opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(at(wanted));
    door = Optional.of(opened);
    Thread.startVirtualThread(() -> accept(opened));
    return opened.getLocalPort();
  }

  private void accept(ServerSocket opened) {
    try {
      while (true) {
        var near = opened.accept();
        if (sockets.size() / 2 < most) {
          Thread.startVirtualThread(() -> join(near));
        } else {
          near.close();
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void join(Socket near) {
    var far = new Socket();
    sockets.add(near);
    sockets.add(far);
    try {
      passable(); // nobody gets through to the other side of a silent link
      far.connect(at(target));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      var back = Thread.startVirtualThread(() -> carry(far, near));
      carry(near, far);
      back.join();
    } catch (IOException e) {
      // The database is away: the node sees the end of its connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut(near);
      cut(far);
      sockets.remove(near);
      sockets.remove(far);
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      carry(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      // One side has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut(from);
    cut(to);
  }

  private void carry(InputStream in, OutputStream out) throws IOException, InterruptedException {
    var piece = new byte[PIECE];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      var later = passable();
      if (later.isPositive()) {
        Run.pass(later);
      }
      out.write(piece, 0, length);
    }
    passable(); // an end isn't told either
  }

  /** Waits while nothing passes; returns how much later it shall. */
  private Duration passable() throws InterruptedException {
    lock.lock();
    try {
      while (way instanceof Way.Silent) {
        changed.await();
      }
      return way instanceof Way.Slow slow ? slow.by() : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  private static InetSocketAddress at(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as good as cut.
    }
  }
}
