package dev.hookcast.http.sink;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The webhook sink's client without the sink: what a request costs before anything is rendered,
 * signed, judged or stored. Safe for any number of threads.
 */
public final class PlainPosts {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Clients clients;

  /** A client with connections of its own. */
  public PlainPosts(EgressPolicy policy, Lookups lookups) {
    this.clients = new Clients(new Guard(policy, lookups), Dns.SYSTEM);
  }

  /**
   * A request that can be sent again and again, from any number of threads. Each call of it blocks
   * until the answer has been read whole, returns how many bytes its body had, and throws an {@code
   * IOException} if there was none.
   *
   * @throws IllegalArgumentException if this isn't a URL
   */
  public Callable<Integer> to(String url, byte[] body) {
    var request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body))
            .header("Content-Type", "application/json")
            .header("Accept-Encoding", "identity")
            .build();
    var client = clients.of(request.url(), true);
    return () -> {
      var call = client.newCall(request);
      call.timeout().timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      try (var answer = call.execute()) {
        return answer.body().bytes().length;
      }
    };
  }
}
