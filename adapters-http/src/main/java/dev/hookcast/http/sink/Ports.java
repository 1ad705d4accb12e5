package dev.hookcast.http.sink;

import java.util.Set;

/** Which ports a webhook may go to. */
final class Ports {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int FIRST_UNPRIVILEGED = 1024;

  /** Data stores, orchestration, desktops, mail and chat: an HTTP request has no business there. */
  private static final Set<Integer> DENIED =
      Set.of(
          1433, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2377, 2378, 2379, 2380, 3306,
          3389, 3659, 4045, 4190, 5060, 5061, 5432, 5433, 5671, 5672, 6000, 6379, 6443, 6566, 6665,
          6666, 6667, 6668, 6669, 6679, 6697, 8500, 9042, 9092, 9160, 9200, 9300, 10080, 10250,
          10255, 11211, 26379, 27017, 27018, 27019, 61616);

  private static final int FIRST_DESKTOP = 5900;
  private static final int LAST_DESKTOP = 5999;

  private Ports() {}

  /** True if it is a port of the web, or one that anybody may listen on. */
  static boolean plain(int port) {
    return port == HTTP || port == HTTPS || port >= FIRST_UNPRIVILEGED;
  }

  /** True if it is such a port, and not known for something other than HTTP. */
  static boolean allowed(int port) {
    return plain(port) && !DENIED.contains(port) && (port < FIRST_DESKTOP || port > LAST_DESKTOP);
  }
}
