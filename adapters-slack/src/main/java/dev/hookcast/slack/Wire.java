package dev.hookcast.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import dev.hookcast.core.Bytes;
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
  private final SlackConfig config = silent();
  private final String userAgent;

  Wire(OkHttpClient client, String version, Duration timeout) {
    base = strict(client).newBuilder().callTimeout(timeout).build();
    userAgent = "Hookcast/" + version;
  }

  /** The message as it will be sent. */
  String json(Payload payload) {
    return GsonFactory.createSnakeCase(config).toJson(payload);
  }

  /** Posts one message and returns the answer's body, as far as it is kept. */
  Answer post(SlackUrl url, String json, Trace trace) throws IOException {
    var keeper = new Keeper(trace, userAgent);
    var client =
        base.newBuilder()
            .eventListener(trace)
            .addInterceptor(keeper)
            .addNetworkInterceptor(Wire::withoutAnythingToFollowUp)
            .build();
    var answer = Slack.getInstance(config, new SlackHttpClient(client)).send(url.text(), json);
    return new Answer(answer.getBody(), keeper.kept, keeper.truncated);
  }

  /** The body of an answer, as text and as it came. */
  record Answer(String text, Bytes body, boolean truncated) {}

  private static OkHttpClient strict(OkHttpClient client) {
    var builder =
        client
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
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
  private static okhttp3.Response withoutAnythingToFollowUp(Interceptor.Chain chain)
      throws IOException {
    var answer = chain.proceed(chain.request());
    return answer.newBuilder().code(OK).removeHeader("Retry-After").build();
  }

  /** Gives Slack's client the real answer back, with as much of its body as is kept. */
  private static final class Keeper implements Interceptor {
    private final Trace trace;
    private final String userAgent;
    private Bytes kept = Bytes.EMPTY;
    private boolean truncated;

    Keeper(Trace trace, String userAgent) {
      this.trace = trace;
      this.userAgent = userAgent;
    }

    @Override
    public okhttp3.Response intercept(Chain chain) throws IOException {
      var request =
          chain
              .request()
              .newBuilder()
              .header("User-Agent", userAgent)
              .header("Accept-Encoding", "identity")
              .build();
      try (var answer = chain.proceed(request)) {
        var head = trace.head().orElse(answer);
        read(chain, answer.body());
        return answer
            .newBuilder()
            .code(head.code())
            .message(head.message())
            .headers(head.headers())
            .body(ResponseBody.create(kept.array(), answer.body().contentType()))
            .build();
      }
    }

    private void read(Chain chain, ResponseBody body) {
      var source = body.source();
      try {
        source.timeout().deadline(MAX_BODY_SECONDS, TimeUnit.SECONDS);
        truncated = source.request(MAX_BODY + 1);
      } catch (IOException | RuntimeException e) {
        // The head was there; what came of the body is judged with it.
        truncated = true;
      }
      if (truncated) {
        chain.call().cancel();
      }
      var size = (int) Math.min(source.getBuffer().size(), MAX_BODY);
      kept = Bytes.of(source.getBuffer().snapshot(size).toByteArray());
    }
  }
}
