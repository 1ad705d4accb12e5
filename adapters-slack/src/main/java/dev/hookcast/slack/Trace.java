package dev.hookcast.slack;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Stopwatch;
import dev.hookcast.core.delivery.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Notes what really went over the wire in one call. For the call's own thread. */
final class Trace extends EventListener {
  private static final int FIRST_FINAL_STATUS = 200;

  private final InstantSource steady;
  private Stopwatch watch = Stopwatch.UNUSED;

  private boolean connecting;
  private boolean connected;
  private boolean acquired;
  private boolean sent;
  private @Nullable Request request;
  private @Nullable Response head;
  private Bytes body = Bytes.EMPTY;
  private boolean truncated = true;

  /** Nothing went yet. */
  Trace(InstantSource steady) {
    this.steady = steady;
  }

  /** True while the other side hadn't accepted the connection. */
  boolean connecting() {
    return connecting;
  }

  /** True if the request had a connection that an earlier one left. */
  boolean reused() {
    return acquired && !connected;
  }

  /** True if at least the head of the request has been written. */
  boolean sent() {
    return sent;
  }

  /** The request's head as it left. */
  Optional<Request> request() {
    return Optional.ofNullable(request);
  }

  /** The head of the final answer as it came, even if OkHttp refused it then. */
  Optional<Response> head() {
    return Optional.ofNullable(head).filter(came -> came.code() >= FIRST_FINAL_STATUS);
  }

  /** As much of the answer's body as is kept. */
  Bytes body() {
    return body;
  }

  /** True if there was more of it, or may have been. */
  boolean truncated() {
    return truncated;
  }

  void keep(byte[] came, boolean more) {
    body = Bytes.of(came);
    truncated = more;
  }

  /** How the time was spent, which ends with this. */
  Timing timing() {
    stop();
    return watch.timing();
  }

  private void enter(Phase phase) {
    watch = watch.entering(phase, steady.instant());
  }

  private void stop() {
    watch = watch.stopped(steady.instant());
  }

  @Override
  public void dnsStart(Call call, String name) {
    enter(Phase.DNS);
  }

  @Override
  public void dnsEnd(Call call, String name, List<InetAddress> addresses) {
    stop();
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    enter(Phase.CONNECT);
    connecting = true;
    connected = true;
  }

  @Override
  public void secureConnectStart(Call call) {
    connecting = false;
    enter(Phase.TLS);
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    stop();
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    stop();
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    connecting = false;
    acquired = true;
  }

  @Override
  public void requestHeadersStart(Call call) {
    enter(Phase.SENDING);
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    // Not when the head of the answer starts: OkHttp tells that when it has been read.
    enter(Phase.WAITING);
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    stop();
  }

  @Override
  public void requestHeadersEnd(Call call, Request left) {
    sent = true;
    request = left;
  }

  @Override
  public void responseHeadersEnd(Call call, Response came) {
    head = came;
    enter(Phase.RECEIVING);
  }
}
