package dev.hookcast.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose requests have to say within some time what they want. Jetty ends a connection
 * that is silent, but has no limit for one that sends a byte of its headers now and then.
 */
final class TimedHeads extends HttpConnectionFactory {
  private final Duration patience;

  /**
   * Makes such connections.
   *
   * @param patience from the first byte of a request to the last one of its headers
   */
  TimedHeads(HttpConfiguration http, Duration patience) {
    super(http);
    this.patience = patience;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new Timed(getHttpConfiguration(), connector, endPoint, patience);
    return configure(connection, connector, endPoint);
  }

  private static final class Timed extends HttpConnection {
    private final Duration patience;
    private Scheduler.@Nullable Task end;

    Timed(HttpConfiguration http, Connector connector, EndPoint endPoint, Duration patience) {
      super(http, connector, endPoint);
      this.patience = patience;
    }

    /** Called for whatever comes in, by one thread at a time; requests run inside of it. */
    @Override
    public void onFillable() {
      long requests = getMessagesIn();
      super.onFillable();
      if (unfinished(requests)) {
        begin();
      } else if (end != null) {
        end.cancel();
        end = null;
      }
    }

    /** Empty lines before a request count as its head: they would keep the connection too. */
    private boolean unfinished(long requests) {
      var parser = getParser();
      return parser.isStart()
          ? getMessagesIn() == requests && getEndPoint().isOpen()
          : parser.inHeaderState();
    }

    private void begin() {
      if (end == null) {
        long requests = getMessagesIn();
        end =
            getConnector()
                .getScheduler()
                .schedule(() -> giveUp(requests), patience.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    /** Unless the rest came just now, and the request is being answered. */
    private void giveUp(long requests) {
      boolean waiting = getParser().isStart() || getParser().inHeaderState();
      if (waiting && getMessagesIn() == requests) {
        getEndPoint().close();
      }
    }
  }
}
