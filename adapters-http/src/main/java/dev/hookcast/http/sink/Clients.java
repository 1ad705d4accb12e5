package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import java.io.IOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * The HTTP clients: many that differ in their connection pools only, because a pool walks all of
 * its connections whenever it is asked for one. Targets whose certificate isn't verified have
 * clients of their own, so that no other request ever meets such a connection.
 */
final class Clients {
  private static final int SHARDS = 64;
  private static final int IDLE_PER_SHARD = 512; // above what is live: 64 times as many in all
  private static final int MOST_KNOWN = 1_000;
  private static final int IDLE_SECONDS = 30;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final List<OkHttpClient> verifying;
  private final List<OkHttpClient> trusting;
  private final OkHttpClient verifyingAnew;
  private final OkHttpClient trustingAnew;
  private final OkHttpClient base;
  private final Trust trust;

  /** The clients of those that say who they are, the longest unused first. */
  private final Map<Who, OkHttpClient> known = new LinkedHashMap<>(16, 0.75f, true);

  private final ReentrantLock knowing = new ReentrantLock();

  private record Who(Bytes fingerprint, boolean verify) {}

  Clients(Guard guard, Dns names) {
    trust = guard.trust();
    base =
        trust
            .in(new OkHttpClient.Builder())
            // HTTP/2 would let a hostile server keep a connection and its memory busy.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new GuardedSockets(guard.policy()))
            .dns(new GuardedNames(names, guard.policy(), guard.lookups()))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .connectTimeout(CONNECT_TIMEOUT)
            // One timeout for the whole call, set on the call: each further one costs throughput.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .eventListenerFactory(Wire::of)
            .addNetworkInterceptor(Clients::withoutAnythingToFollowUp)
            .build();
    verifying = sharded(base);
    var trustful = trustingAnybody(base.newBuilder());
    trusting = sharded(trustful);
    verifyingAnew = keeping(base, 0);
    trustingAnew = keeping(trustful, 0);
  }

  /** The client for a target; always the same one. */
  OkHttpClient of(HttpUrl target, boolean verify) {
    int hash = 31 * target.host().hashCode() + target.port();
    int shard = (hash ^ hash >>> 16 ^ hash >>> 8) & SHARDS - 1;
    return (verify ? verifying : trusting).get(shard);
  }

  /** A client that connects for each request anew. */
  OkHttpClient anew(boolean verify) {
    return verify ? verifyingAnew : trustingAnew;
  }

  /**
   * The client that says who it is with this. Its connections are nobody else's: a receiver knows
   * whom it talks to from the beginning of a connection.
   *
   * @param fresh true to connect anew
   * @throws IllegalArgumentException if it can't be used
   */
  OkHttpClient as(ClientIdentity identity, boolean verify, boolean fresh) {
    knowing.lock();
    try {
      var client =
          known.computeIfAbsent(
              new Who(identity.fingerprint(), verify), who -> saying(identity, verify));
      forgetTheOldest();
      return fresh ? keeping(client, 0) : client;
    } finally {
      knowing.unlock();
    }
  }

  private void forgetTheOldest() {
    var oldest = known.entrySet().iterator();
    while (known.size() > MOST_KNOWN) {
      oldest.next().getValue().connectionPool().evictAll();
      oldest.remove();
    }
  }

  private OkHttpClient saying(ClientIdentity identity, boolean verify) {
    try {
      var own = identity.managers();
      var client = base.newBuilder();
      return keeping(
          verify ? trust.in(client, own).build() : trustingAnybody(client, own), IDLE_PER_SHARD);
    } catch (GeneralSecurityException e) {
      // Not the cause: it may tell of the key.
      throw new IllegalArgumentException("no client certificate");
    }
  }

  /**
   * OkHttp sends a request again by itself for some answers (a 503 with {@code Retry-After: 0} even
   * when told not to) and throws for others (407). Behind this, every answer looks like a plain
   * success to it; {@link Wire} knows the real one.
   */
  private static Response withoutAnythingToFollowUp(Interceptor.Chain chain) throws IOException {
    var answer = chain.proceed(chain.request());
    return answer.newBuilder().code(OK).removeHeader("Retry-After").build();
  }

  private static List<OkHttpClient> sharded(OkHttpClient base) {
    return IntStream.range(0, SHARDS).mapToObj(i -> keeping(base, IDLE_PER_SHARD)).toList();
  }

  private static OkHttpClient keeping(OkHttpClient base, int idle) {
    return base.newBuilder()
        // Its list of running calls is searched from one end under a lock.
        .dispatcher(new Dispatcher())
        .connectionPool(new ConnectionPool(idle, IDLE_SECONDS, TimeUnit.SECONDS))
        .build();
  }

  private static OkHttpClient trustingAnybody(OkHttpClient.Builder client, KeyManager... own) {
    var anybody = new Anybody();
    return client
        .sslSocketFactory(Trust.context(anybody, own).getSocketFactory(), anybody)
        .hostnameVerifier((host, session) -> true)
        .build();
  }

  /** What {@code ssl_verify: false} asks for. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
