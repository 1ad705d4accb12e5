package dev.hookcast.app.service;

import dev.hookcast.app.config.Config.Server;
import dev.hookcast.app.metrics.Metrics;
import dev.hookcast.core.Secret;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Hookcast.Running;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.storage.Database;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: started once, stopped once. */
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("hookcast");

  // The longest call to a receiver, and a little for its outcome to be written.
  private static final Duration GRACE = Duration.ofSeconds(33);

  private final Parts parts;
  private final DataFolder folder;
  private final Server server;
  private final ThreadFactory threads;
  private Optional<Running> engine = Optional.empty();

  public Service(Parts parts, DataFolder folder, Server server, ThreadFactory threads) {
    this.parts = parts;
    this.folder = folder;
    this.server = server;
    this.threads = threads;
  }

  /** What a service is made of; the database is closed last. */
  public record Parts(Hookcast core, RestServer rest, Database database, Metrics metrics) {}

  /**
   * Starts sending what waits, then listens. Returns the address.
   *
   * @throws Refusal if it can't listen
   */
  public synchronized URI start() {
    engine = Optional.of(parts.core().start(threads));
    try {
      parts.rest().start();
    } catch (UncheckedIOException e) {
      throw new Refusal(
          "The service can't listen on "
              + server.host()
              + ":"
              + server.port()
              + "; is something else there?",
          e);
    }
    var address = URI.create("http://" + literal(server.host()) + ":" + parts.rest().port());
    folder.address(address.toString());
    return address;
  }

  /** The admin token. */
  public Secret adminToken() {
    return folder.adminToken();
  }

  /** The admin token if this start made it, to be shown this once. */
  public Optional<Secret> freshAdminToken() {
    return folder.freshAdminToken();
  }

  /** Takes nothing more, lets what is in flight end, and closes the store. */
  @Override
  public synchronized void close() {
    parts.rest().stop();
    engine.ifPresent(Service::stop);
    engine = Optional.empty();
    parts.database().close();
    parts.metrics().close();
  }

  private static void stop(Running engine) {
    try {
      if (!engine.stop(GRACE)) {
        LOG.warn("some receivers didn't answer in time; their deliveries go on at the next start");
      }
    } catch (InterruptedException e) {
      // Whoever can't wait finds at the next start what was in flight.
      Thread.currentThread().interrupt();
    }
  }

  private static String literal(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> "127.0.0.1";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
