package dev.hookcast.app.config;

import dev.hookcast.http.sink.Cidr;
import dev.hookcast.storage.MasterKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service is started with.
 *
 * @param settings the same as it was written, and by whom
 */
public record Config(
    Server server,
    Data data,
    Storage storage,
    Ingest ingest,
    Limits limits,
    Egress egress,
    Delivery delivery,
    Retention retention,
    Sinks sinks,
    List<Setting> settings) {
  public Config {
    settings = List.copyOf(settings);
  }

  /** Where it listens. */
  public record Server(String host, int port) {}

  /**
   * Where its files are.
   *
   * @param masterKeys what seals secrets, if it isn't among them
   */
  public record Data(Path dir, Optional<MasterKeys> masterKeys) {}

  /** What it accepts, in bytes. */
  public record Ingest(long maxBody) {}

  /** How much anybody may ask of it: in a second, at once, and in all. */
  public record Limits(Rates rates, Streams streams, Quotas quotas) {
    /** How many a second. */
    public record Rates(
        Optional<Integer> requestsPerToken,
        Optional<Integer> requestsPerOrganization,
        Optional<Integer> eventsPerOrganization,
        Optional<Integer> resendsPerToken,
        Optional<Integer> resendsPerOrganization) {}

    /** How many live streams at once. */
    public record Streams(int perToken, int perOrganization) {}

    /** How many things an organization may have. */
    public record Quotas(Optional<Integer> subscriptions, Optional<Integer> tokens) {}
  }

  /**
   * What it may reach.
   *
   * @param allow blocks of addresses that are opened besides public ones
   * @param refuse blocks of addresses that are closed although public
   * @param caFile certificates of further authorities
   * @param verifyAlways true if no subscription may do without verified certificates
   */
  public record Egress(
      List<Cidr> allow,
      List<Cidr> refuse,
      boolean httpsOnly,
      Optional<Path> caFile,
      boolean verifyAlways) {
    public Egress {
      allow = List.copyOf(allow);
      refuse = List.copyOf(refuse);
    }
  }

  /** How much it sends at once, in requests and in bytes of payload, and how much to one host. */
  public record Delivery(int maxInFlight, long maxInFlightBytes, Optional<Integer> maxPerHost) {}

  /** How long it keeps what came in, and whether it believes any clock. */
  public record Retention(Kept events, Kept payloads, Kept audit, boolean trustClock) {}

  /**
   * Which kinds of destination there are.
   *
   * @param plugins the folder with the jars of further kinds
   * @param options what is said about one kind as a whole, by kind and name
   */
  public record Sinks(
      List<String> enabled, Path plugins, Map<String, Map<String, String>> options) {
    public Sinks {
      enabled = List.copyOf(enabled);
      options = Map.copyOf(options);
    }
  }

  /** The settings as values. */
  public static Config of(Settings settings) {
    return new Config(
        new Server(settings.get(Keys.SERVER_HOST), settings.get(Keys.SERVER_PORT)),
        new Data(settings.get(Keys.DATA_DIR), settings.get(Keys.DATA_MASTER_KEY)),
        settings.get(Keys.STORAGE_URL),
        new Ingest(settings.get(Keys.INGEST_MAX_BODY)),
        limits(settings),
        new Egress(
            settings.get(Keys.EGRESS_ALLOW),
            settings.get(Keys.EGRESS_REFUSE),
            settings.get(Keys.EGRESS_HTTPS_ONLY),
            settings.get(Keys.EGRESS_CA_FILE),
            settings.get(Keys.EGRESS_VERIFY_ALWAYS)),
        new Delivery(
            settings.get(Keys.DELIVERY_MAX_IN_FLIGHT),
            settings.get(Keys.DELIVERY_MAX_IN_FLIGHT_BYTES),
            settings.get(Keys.DELIVERY_MAX_PER_HOST)),
        new Retention(
            settings.get(Keys.RETENTION_EVENTS),
            settings.get(Keys.RETENTION_PAYLOADS),
            settings.get(Keys.RETENTION_AUDIT),
            settings.get(Keys.RETENTION_TRUST_CLOCK)),
        new Sinks(
            settings.get(Keys.SINKS_ENABLED),
            settings.get(Keys.PLUGINS_DIR),
            settings.get(Keys.SINKS_OPTIONS)),
        settings.list());
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        new Limits.Rates(
            settings.get(Keys.LIMITS_REQUESTS_PER_TOKEN),
            settings.get(Keys.LIMITS_REQUESTS_PER_ORGANIZATION),
            settings.get(Keys.LIMITS_EVENTS_PER_ORGANIZATION),
            settings.get(Keys.LIMITS_RESENDS_PER_TOKEN),
            settings.get(Keys.LIMITS_RESENDS_PER_ORGANIZATION)),
        new Limits.Streams(
            settings.get(Keys.LIMITS_STREAMS_PER_TOKEN),
            settings.get(Keys.LIMITS_STREAMS_PER_ORGANIZATION)),
        new Limits.Quotas(
            settings.get(Keys.LIMITS_SUBSCRIPTIONS_PER_ORGANIZATION),
            settings.get(Keys.LIMITS_TOKENS_PER_ORGANIZATION)));
  }
}
