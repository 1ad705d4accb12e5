package dev.hookcast.app.bench;

import static dev.hookcast.app.bench.Bar.Sense.AT_LEAST;
import static dev.hookcast.app.bench.Bar.Sense.AT_MOST;

import dev.hookcast.app.bench.Bar.Sense;
import java.util.Optional;

/** What the bench can tell; in the order in which it is printed, part by part. */
public enum Figure {
  WRK("wrk_per_s", Part.RATIO, "requests a second, wrk"),
  RAW("raw_per_s", Part.RATIO, "requests a second, the HTTP client alone"),
  RAW_OVER_WRK("raw_over_wrk", Part.RATIO, AT_LEAST, 0.45, "the client alone through wrk"),
  DURABLE("durable_per_s", Part.RATIO, "deliveries a second, end to end"),
  RATIO("ratio", Part.RATIO, AT_LEAST, 0.22, "the same through raw"),
  CPU("cpu_us_per_delivery", Part.RATIO, "µs of the service's CPU for a delivery"),
  LOAD_CPU("load_us_per_delivery", Part.RATIO, "µs of the bench's own, beside it"),
  DISK_RATIO("disk_ratio", Part.RATIO, AT_MOST, 1.6, "bytes on disk for each to be kept"),
  LATENCY_ONE_P50(
      "latency_one_ms.p50", Part.LATENCY, AT_MOST, 3, "ms from publish to receive, one by one"),
  LATENCY_ONE_P99("latency_one_ms.p99", Part.LATENCY, AT_MOST, 15, "the slowest of a hundred"),
  LATENCY_LOAD_P50("latency_load_ms.p50", Part.LATENCY, "the same at half the rate"),
  LATENCY_LOAD_P99("latency_load_ms.p99", Part.LATENCY, "the slowest of a hundred"),
  RATIO_FANOUT_10("ratio_fanout_10", Part.FANOUT, AT_LEAST, 0.45, "each event to ten, through raw"),
  RAW_1000("raw_1000_per_s", Part.ENDPOINTS, "requests a second, the client alone"),
  RATIO_1000("ratio_1000", Part.ENDPOINTS, AT_LEAST, 0.30, "deliveries through that"),
  HANGING_10_RATE(
      "hanging_10.rate_ratio", Part.HANGING, AT_LEAST, 0.97, "others' rate while 10 % hang"),
  HANGING_10_P99("hanging_10.p99_ratio", Part.HANGING, AT_MOST, 2, "their p99, through before"),
  HANGING_30_RATE(
      "hanging_30.rate_ratio", Part.HANGING, AT_LEAST, 0.9, "others' rate while 30 % hang"),
  HANGING_30_P99("hanging_30.p99_ratio", Part.HANGING, AT_MOST, 2, "their p99, through before"),
  HANGING_RATE("hanging.rate_ratio", Part.HANGING, "others' rate while --hanging percent hang"),
  HANGING_P99("hanging.p99_ratio", Part.HANGING, "their p99, through before"),
  DURABLE_OVER_MEMORY(
      "durable_over_memory", Part.MEMORY, AT_LEAST, 0.65, "through a store that keeps nothing"),
  POSTGRESQL_OVER_SQLITE(
      "postgresql_over_sqlite", Part.STORE, AT_LEAST, 0.8, "one node on each, the one's rate"),
  NODES_OVER_ONE(
      "nodes_over_one", Part.STORE, AT_LEAST, 0.9, "all nodes' rate through that of one alone"),
  SUBSCRIPTIONS_10000(
      "subscriptions_10000_ratio",
      Part.SUBSCRIPTIONS,
      AT_LEAST,
      0.8,
      "rate among 10,000 through among 10"),
  FANOUT_10000_ACCEPT(
      "fanout_10000_accept_ms", Part.SUBSCRIPTIONS, AT_MOST, 200, "ms to accept one for 10,000"),
  FANOUT_10000_DISK(
      "fanout_10000_disk",
      Part.SUBSCRIPTIONS,
      AT_MOST,
      0.25,
      "its disk through 10,000 times its size"),
  BACKLOG_RATE(
      "backlog_1000000.rate_ratio", Part.BACKLOG, AT_LEAST, 0.8, "rate beside a million retries"),
  BACKLOG_START("backlog_1000000.start_s", Part.BACKLOG, AT_MOST, 10, "s until ready with them"),
  OTHER_BACKLOG_RATE("backlog.rate_ratio", Part.BACKLOG, "rate beside --backlog retries"),
  OTHER_BACKLOG_START("backlog.start_s", Part.BACKLOG, "s until ready with them"),
  BACKLOG_RSS("backlog_rss_mb", Part.BACKLOG, "MB of memory with them"),
  RSS("rss_mb", "MB of memory that the service has"),
  HEAP_MAX("heap_max_mb", "MB of heap that it may have"),
  JVM_STARTS("jvm_starts", "starts; figures are medians over them"),
  NODES("nodes", "services at once");

  private static final int MILLION = 1_000_000;

  private final String json;
  private final Optional<Part> part;
  private final Sense sense;
  private final double bound;
  private final String meaning;

  Figure(String json, Part part, Sense sense, double bound, String meaning) {
    this(json, Optional.of(part), sense, bound, meaning);
  }

  Figure(String json, Part part, String meaning) {
    this(json, Optional.of(part), Sense.ANY, 0, meaning);
  }

  Figure(String json, String meaning) {
    this(json, Optional.empty(), Sense.ANY, 0, meaning);
  }

  Figure(String json, Optional<Part> part, Sense sense, double bound, String meaning) {
    this.json = json;
    this.part = part;
    this.sense = sense;
    this.bound = bound;
    this.meaning = meaning;
  }

  /** The two figures of endpoints that hang. */
  record OfHanging(Figure rate, Figure slow) {}

  /** The two figures of a backlog. */
  record OfBacklog(Figure rate, Figure start) {}

  static OfHanging hanging(int percent) {
    return switch (percent) {
      case 10 -> new OfHanging(HANGING_10_RATE, HANGING_10_P99);
      case 30 -> new OfHanging(HANGING_30_RATE, HANGING_30_P99);
      default -> new OfHanging(HANGING_RATE, HANGING_P99);
    };
  }

  static OfBacklog backlog(int retries) {
    return retries == MILLION
        ? new OfBacklog(BACKLOG_RATE, BACKLOG_START)
        : new OfBacklog(OTHER_BACKLOG_RATE, OTHER_BACKLOG_START);
  }

  /** Its name; a dot separates a member from the object that holds it. */
  public String json() {
    return json;
  }

  /** The part that measures it; none if it is told of every run. */
  Optional<Part> part() {
    return part;
  }

  /** What it has to reach. */
  public Bar bar() {
    return new Bar(sense, bound);
  }

  /** What it is, in a few words. */
  String meaning() {
    return meaning;
  }

  /** True if it is measured only when an option asks for it. */
  boolean onRequest() {
    return switch (this) {
      case HANGING_RATE, HANGING_P99, OTHER_BACKLOG_RATE, OTHER_BACKLOG_START -> true;
      default -> false;
    };
  }
}
