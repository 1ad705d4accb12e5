package dev.hookcast.app.config;

import dev.hookcast.http.sink.Cidr;
import java.nio.file.Path;
import java.util.List;

/** What the service is started with. */
public record Config(
    Server server, Data data, Storage storage, Ingest ingest, Egress egress, Delivery delivery) {

  /** Where it listens. */
  public record Server(String host, int port) {}

  /** Where its files are. */
  public record Data(Path dir) {}

  /** What it accepts, in bytes. */
  public record Ingest(long maxBody) {}

  /**
   * What it may reach.
   *
   * @param allow blocks of addresses that are opened besides public ones
   */
  public record Egress(List<Cidr> allow, boolean httpsOnly) {
    public Egress {
      allow = List.copyOf(allow);
    }
  }

  /** How much it sends at once, in requests and in bytes of payload. */
  public record Delivery(int maxInFlight, long maxInFlightBytes) {}

  /** The settings as values. */
  public static Config of(Settings settings) {
    return new Config(
        new Server(settings.get(Keys.SERVER_HOST), settings.get(Keys.SERVER_PORT)),
        new Data(settings.get(Keys.DATA_DIR)),
        settings.get(Keys.STORAGE_URL),
        new Ingest(settings.get(Keys.INGEST_MAX_BODY)),
        new Egress(settings.get(Keys.EGRESS_ALLOW), settings.get(Keys.EGRESS_HTTPS_ONLY)),
        new Delivery(
            settings.get(Keys.DELIVERY_MAX_IN_FLIGHT),
            settings.get(Keys.DELIVERY_MAX_IN_FLIGHT_BYTES)));
  }
}
