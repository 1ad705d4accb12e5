package dev.hookcast.app.config;

import dev.hookcast.http.sink.Cidr;
import dev.hookcast.storage.MasterKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key there is: what is read, printed, offered as a flag and documented. */
public final class Keys {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  public static final Key<String> SERVER_HOST =
      Key.open(
          "server.host",
          Kinds.TEXT,
          "127.0.0.1",
          "The address to listen on; 0.0.0.0 for every interface.");

  public static final Key<Integer> SERVER_PORT =
      Key.open(
          "server.port",
          Kinds.number(0, 65_535),
          "8080",
          "The port to listen on; 0 for any free one.");

  public static final Key<Path> DATA_DIR =
      Key.open(
          "data.dir",
          Kinds.PATH,
          "./data",
          "The folder for the embedded store, the admin token and the master key.");

  public static final Key<Optional<MasterKeys>> DATA_MASTER_KEY =
      new Key<>(
          "data.master-key",
          Kinds.MASTER_KEYS,
          "",
          "The master key, if it isn't to stand in the data folder: 32 bytes in base64, or several"
              + " with their versions in front.",
          true);

  public static final Key<Storage> STORAGE_URL =
      Key.open(
          "storage.url",
          Kinds.STORAGE,
          "sqlite:{data.dir}/hookcast.db",
          "Where events and deliveries are kept: in a file, {data.dir} standing for that folder, or"
              + " in PostgreSQL.");

  public static final Key<Long> INGEST_MAX_BODY =
      Key.open(
          "ingest.max-body",
          Kinds.size(1, GIB),
          "5MiB",
          "The largest request body that is accepted; a larger one is answered with 413.");

  public static final Key<Optional<Integer>> LIMITS_REQUESTS_PER_TOKEN =
      Key.open(
          "limits.requests-per-token",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many calls a second one token may make, ten seconds' worth at once; more are"
              + " answered with 429.");

  public static final Key<Optional<Integer>> LIMITS_REQUESTS_PER_ORGANIZATION =
      Key.open(
          "limits.requests-per-organization",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many calls a second may be made about one organization, ten seconds' worth at"
              + " once.");

  public static final Key<Optional<Integer>> LIMITS_EVENTS_PER_ORGANIZATION =
      Key.open(
          "limits.events-per-organization",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many events a second one organization may publish, ten seconds' worth at once.");

  public static final Key<Optional<Integer>> LIMITS_RESENDS_PER_TOKEN =
      Key.open(
          "limits.resends-per-token",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many deliveries a second may be resent with one token, ten seconds' worth at once.");

  public static final Key<Optional<Integer>> LIMITS_RESENDS_PER_ORGANIZATION =
      Key.open(
          "limits.resends-per-organization",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many deliveries a second of one organization may be resent, ten seconds' worth at"
              + " once.");

  public static final Key<Integer> LIMITS_STREAMS_PER_TOKEN =
      Key.open(
          "limits.streams-per-token",
          Kinds.number(1, 100_000),
          "100",
          "How many live streams may be read at once with one token.");

  public static final Key<Integer> LIMITS_STREAMS_PER_ORGANIZATION =
      Key.open(
          "limits.streams-per-organization",
          Kinds.number(1, 100_000),
          "200",
          "How many live streams of one organization may be read at once.");

  public static final Key<Optional<Integer>> LIMITS_SUBSCRIPTIONS_PER_ORGANIZATION =
      Key.open(
          "limits.subscriptions-per-organization",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many subscriptions an organization may have; one more is answered with 409.");

  public static final Key<Optional<Integer>> LIMITS_TOKENS_PER_ORGANIZATION =
      Key.open(
          "limits.tokens-per-organization",
          Kinds.numberOrOff(1, 1_000_000),
          "off",
          "How many tokens an organization may have; one more is answered with 409.");

  public static final Key<List<Cidr>> EGRESS_ALLOW =
      Key.open(
          "egress.allow",
          Kinds.CIDRS,
          "",
          "CIDRs, separated by commas, that may be reached besides public addresses.");

  public static final Key<List<Cidr>> EGRESS_REFUSE =
      Key.open(
          "egress.refuse",
          Kinds.CIDRS,
          "",
          "CIDRs, separated by commas, that may not be reached although they are public, such as"
              + " a load balancer's in front of this service; egress.allow wins.");

  public static final Key<Boolean> EGRESS_HTTPS_ONLY =
      Key.open(
          "egress.https-only",
          Kinds.SWITCH,
          "false",
          "Whether public addresses may be reached over https only.");

  public static final Key<Optional<Path>> EGRESS_CA_FILE =
      Key.open(
          "egress.ca-file",
          Kinds.PATH_IF_ANY,
          "",
          "A file of certificates in PEM: authorities that receivers' certificates may be signed"
              + " by, besides those that Java knows.");

  public static final Key<Boolean> EGRESS_VERIFY_ALWAYS =
      Key.open(
          "egress.verify-always",
          Kinds.SWITCH,
          "false",
          "Whether every subscription has to verify TLS certificates: ssl_verify: false is refused,"
              + " and nothing is sent for those that have it already.");

  public static final Key<Integer> DELIVERY_MAX_IN_FLIGHT =
      Key.open(
          "delivery.max-in-flight",
          Kinds.number(1, 100_000),
          "1000",
          "How many requests to receivers may be under way at once.");

  public static final Key<Long> DELIVERY_MAX_IN_FLIGHT_BYTES =
      Key.open(
          "delivery.max-in-flight-bytes",
          Kinds.size(MIB, 64 * GIB),
          "64MiB",
          "How many bytes of payload may be in memory for requests under way.");

  public static final Key<Optional<Integer>> DELIVERY_MAX_PER_HOST =
      Key.open(
          "delivery.max-per-host",
          Kinds.numberOrOff(1, 100_000),
          "off",
          "How many requests to one host and port may be under way at once, of all subscriptions"
              + " and organizations together.");

  public static final Key<Kept> RETENTION_EVENTS =
      Key.open(
          "retention.events",
          Kinds.kept(Duration.ofDays(7), Kept.FOREVER),
          "P30D",
          "How long events are kept after they came in, with their deliveries, attempts and"
              + " idempotency keys.");

  public static final Key<Kept> RETENTION_PAYLOADS =
      Key.open(
          "retention.payloads",
          Kinds.kept(Duration.ofHours(1), Kept.WITH_EVENT),
          "events",
          "How long documents and bodies are kept; events: as long as what they belong to.");

  public static final Key<Kept> RETENTION_AUDIT =
      Key.open(
          "retention.audit",
          Kinds.kept(Duration.ofDays(30), Kept.FOREVER),
          "P365D",
          "How long entries of the audit log are kept.");

  public static final Key<Boolean> RETENTION_TRUST_CLOCK =
      Key.open(
          "retention.trust-clock",
          Kinds.SWITCH,
          "false",
          "Whether what has expired is removed at once although the clock has jumped ahead by more"
              + " than a day.");

  public static final Key<List<String>> SINKS_ENABLED =
      Key.open(
          "sinks.enabled",
          Kinds.NAMES,
          "webhook,slack,bin",
          "The sinks that are switched on, separated by commas; others aren't there.");

  public static final Key<Map<String, Map<String, String>>> SINKS_OPTIONS =
      new Key<>(
          "sinks.options",
          Kinds.SINK_OPTIONS,
          "",
          "Options of plugins that are switched on, separated by commas.",
          true);

  public static final Key<Path> PLUGINS_DIR =
      Key.open(
          "plugins.dir",
          Kinds.PATH,
          "./plugins",
          "The folder with the jars of further sinks; each still has to be switched on.");

  /** All of them, in the order in which they are shown. */
  public static final List<Key<?>> ALL =
      List.of(
          SERVER_HOST,
          SERVER_PORT,
          DATA_DIR,
          DATA_MASTER_KEY,
          STORAGE_URL,
          INGEST_MAX_BODY,
          LIMITS_REQUESTS_PER_TOKEN,
          LIMITS_REQUESTS_PER_ORGANIZATION,
          LIMITS_EVENTS_PER_ORGANIZATION,
          LIMITS_RESENDS_PER_TOKEN,
          LIMITS_RESENDS_PER_ORGANIZATION,
          LIMITS_STREAMS_PER_TOKEN,
          LIMITS_STREAMS_PER_ORGANIZATION,
          LIMITS_SUBSCRIPTIONS_PER_ORGANIZATION,
          LIMITS_TOKENS_PER_ORGANIZATION,
          EGRESS_ALLOW,
          EGRESS_REFUSE,
          EGRESS_HTTPS_ONLY,
          EGRESS_CA_FILE,
          EGRESS_VERIFY_ALWAYS,
          DELIVERY_MAX_IN_FLIGHT,
          DELIVERY_MAX_IN_FLIGHT_BYTES,
          DELIVERY_MAX_PER_HOST,
          RETENTION_EVENTS,
          RETENTION_PAYLOADS,
          RETENTION_AUDIT,
          RETENTION_TRUST_CLOCK,
          SINKS_ENABLED,
          SINKS_OPTIONS,
          PLUGINS_DIR);

  private Keys() {}
}
