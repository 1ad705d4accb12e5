package dev.hookcast.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import dev.hookcast.core.delivery.Header;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Slack's client over the client that was passed in, made so that one call is one request and that
 * nobody's answer takes more time or memory than it is worth.
 */
final class Wire {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_BODY_SECONDS = 2;
  private static final int OK = 200;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int IDLE_CONNECTIONS = 50;
  private static final int IDLE_SECONDS = 30;

  private final OkHttpClient base;
  private final OkHttpClient anew;
  private final SlackConfig config = silent();
  private final String userAgent;

  Wire(OkHttpClient client, String version, Duration timeout) {
    base = strict(client).newBuilder().callTimeout(timeout).build();
    anew = base.newBuilder().connectionPool(pool(0)).build();
    userAgent = "Hookcast/" + version;
  }

  /** The message as it will be sent. */
  String json(Payload payload) {
    return GsonFactory.createSnakeCase(config).toJson(payload);
  }

  /** The headers that every message has. */
  List<Header> headers() {
    return List.of(
        new Header("Content-Type", "application/json; charset=utf-8"),
        new Header("User-Agent", userAgent),
        new Header("Accept-Encoding", "identity"));
  }

  /**
   * Posts one message, over a connection of its own if it has to be a fresh one; what came back is
   * in the trace, even if this throws.
   */
  void post(SlackUrl url, String json, boolean fresh, Trace trace) throws IOException {
    var client =
        (fresh ? anew : base)
            .newBuilder()
            .eventListener(trace)
            .addInterceptor(chain -> kept(chain, trace))
            .addNetworkInterceptor(Wire::withoutAnythingToFollowUp)
            .build();
    Slack.getInstance(config, new SlackHttpClient(client)).send(url.text(), json);
  }

  private static OkHttpClient strict(OkHttpClient client) {
    var builder =
        client
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .connectionPool(pool(IDLE_CONNECTIONS))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .cache(null)
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO);
    builder.interceptors().clear();
    builder.networkInterceptors().clear();
    return builder.build();
  }

  private static ConnectionPool pool(int idle) {
    return new ConnectionPool(idle, IDLE_SECONDS, TimeUnit.SECONDS);
  }

  /** Without statistics, which would ask Slack who we are, and without logs of URLs and bodies. */
  private static SlackConfig silent() {
    var config = new SlackConfig();
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(new ArrayList<>());
    try {
      // Ends the threads that it counted with; posting to a webhook needs none.
      config.close();
    } catch (Exception e) {
      throw new IllegalStateException("Slack's client can't be set up", e);
    }
    return config;
  }

  /**
   * OkHttp sends a request again by itself for some answers (a 503 with {@code Retry-After: 0} even
   * when told not to) and throws for others (407). Behind this, every answer looks like a plain
   * success to it.
   */
  private static Response withoutAnythingToFollowUp(Interceptor.Chain chain) throws IOException {
    var answer = chain.proceed(chain.request());
    return answer.newBuilder().code(OK).removeHeader("Retry-After").build();
  }

  /** Gives Slack's client as much of the answer's body as is kept. */
  private Response kept(Interceptor.Chain chain, Trace trace) throws IOException {
    var request =
        chain
            .request()
            .newBuilder()
            .header("User-Agent", userAgent)
            .header("Accept-Encoding", "identity")
            .build();
    try (var answer = chain.proceed(request)) {
      read(chain, answer.body(), trace);
      var body = ResponseBody.create(trace.body().array(), null);
      return answer.newBuilder().body(body).build();
    }
  }

  private static void read(Interceptor.Chain chain, ResponseBody body, Trace trace) {
    var source = body.source();
    boolean more;
    try {
      source.timeout().deadline(MAX_BODY_SECONDS, TimeUnit.SECONDS);
      more = source.request(MAX_BODY + 1);
    } catch (IOException | RuntimeException e) {
      // The head was there; what came of the body is judged with it.
      more = true;
    }
    if (more) {
      chain.call().cancel();
    }
    int size = (int) Math.min(source.getBuffer().size(), MAX_BODY);
    trace.keep(source.getBuffer().snapshot(size).toByteArray(), more);
  }
}
