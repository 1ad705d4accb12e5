package dev.hookcast.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Endpoints on this machine, a port each, that answer every request with 200 and two bytes and tell
 * when it came. Made to cost little, since it shares the machine with what is measured.
 */
final class Receiver implements AutoCloseable {
  private static final int HANG_SECONDS = 15;
  private static final int BACKLOG = 1_024;
  private static final byte[] SENT = "\"sent\":\"".getBytes(ISO_8859_1);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1);

  private final Executor executor;
  private final List<ServerSocket> endpoints = new ArrayList<>();
  private final LongAdder arrivals = new LongAdder();
  private volatile Observer observer = sent -> {};
  private volatile int sick;
  private volatile boolean hanging;

  Receiver(Executor executor) {
    this.executor = executor;
  }

  /** Is told of every request to an endpoint that is well. */
  interface Observer {
    /**
     * A request is here.
     *
     * @param sent the number that its event carries as the time of sending; -1 if it has none
     */
    void arrived(long sent);
  }

  /** The URLs of so many endpoints; always the same ones. */
  synchronized List<String> urls(int count) throws IOException {
    while (endpoints.size() < count) {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var endpoint = new ServerSocket(0, BACKLOG, loopback);
      int number = endpoints.size();
      endpoints.add(endpoint);
      executor.execute(() -> listen(endpoint, number));
    }
    return endpoints.stream()
        .limit(count)
        .map(endpoint -> "http://127.0.0.1:" + endpoint.getLocalPort() + "/")
        .toList();
  }

  void observe(Observer whoever) {
    observer = whoever;
  }

  /** Leaves the first so many endpoints out of the count, and lets them hang if asked to. */
  void sicken(int first, boolean hang) {
    sick = first;
    hanging = hang;
  }

  /** Requests so far, to endpoints that are well. */
  long arrivals() {
    return arrivals.sum();
  }

  @Override
  public synchronized void close() throws IOException {
    for (var endpoint : endpoints) {
      endpoint.close();
    }
  }

  private void listen(ServerSocket endpoint, int number) {
    try {
      while (true) {
        var connection = endpoint.accept();
        executor.execute(() -> converse(connection, number));
      }
    } catch (IOException e) {
      // Closed: the bench is over.
    }
  }

  private void converse(Socket connection, int endpoint) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var out = connection.getOutputStream();
      var requests = new Messages(connection.getInputStream());
      while (requests.next()) {
        if (endpoint >= sick) {
          arrivals.increment();
          observer.arrived(requests.numberBehind(SENT));
        } else if (hanging) {
          TimeUnit.SECONDS.sleep(HANG_SECONDS);
        }
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The sender hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
