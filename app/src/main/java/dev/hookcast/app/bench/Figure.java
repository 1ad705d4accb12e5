package dev.hookcast.app.bench;

/** What the bench can tell, and what it can't yet; in the order in which it is printed. */
public enum Figure {
  RAW("raw_per_s", "requests a second, the HTTP client alone"),
  DURABLE("durable_per_s", "deliveries a second, end to end"),
  RATIO("ratio", "the one through the other"),
  CPU("cpu_us_per_delivery", "µs of the service's CPU time for a delivery"),
  LATENCY_ONE_P50("latency_one_ms.p50", "ms from publish to receive, one at a time, median"),
  LATENCY_ONE_P99("latency_one_ms.p99", "the slowest of a hundred"),
  LATENCY_LOAD_P50("latency_load_ms.p50", "ms from publish to receive at half the rate, median"),
  LATENCY_LOAD_P99("latency_load_ms.p99", "the slowest of a hundred"),
  DISK_RATIO("disk_ratio", "bytes on disk for each byte that has to be kept"),
  RATIO_FANOUT_10("ratio_fanout_10", "each event to ten receivers, through raw"),
  RAW_1000("raw_1000_per_s", "requests a second to 1,000 endpoints, the client alone"),
  RATIO_1000("ratio_1000", "deliveries to 1,000 endpoints, through that"),
  HANGING_10_RATE(
      "hanging_10.rate_ratio", "rate of the others while a tenth hangs, through before"),
  HANGING_10_P99("hanging_10.p99_ratio", "their p99, through before"),
  DURABLE_OVER_MEMORY("durable_over_memory", "through a store that keeps nothing"),
  HANGING_30_RATE("hanging_30.rate_ratio", "the same while 30 % hang"),
  HANGING_30_P99("hanging_30.p99_ratio", "their p99, through before"),
  SUBSCRIPTIONS_10000("subscriptions_10000_ratio", "10,000 subscriptions through 10"),
  FANOUT_10000_ACCEPT("fanout_10000_accept_ms", "ms until an event to 10,000 is accepted"),
  BACKLOG_RATE("backlog_1000000.rate_ratio", "rate beside a million waiting retries"),
  BACKLOG_START("backlog_1000000.start_s", "s to start with them"),
  RSS("rss_mb", "MB of memory that the service has at the end"),
  HEAP_MAX("heap_max_mb", "MB of heap that it may have"),
  JVM_STARTS("jvm_starts", "starts of the service; figures are medians over them"),
  NODES("nodes", "services at once");

  private final String json;
  private final String meaning;

  Figure(String json, String meaning) {
    this.json = json;
    this.meaning = meaning;
  }

  /** Its name; a dot separates a member from the object that holds it. */
  public String json() {
    return json;
  }

  /** What it is, in a few words. */
  String meaning() {
    return meaning;
  }
}
