package dev.hookcast.http.sink;

import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Stopwatch;
import dev.hookcast.core.delivery.Timing;
import java.io.EOFException;
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

/**
 * Notes what really went over the wire in one call, whatever OkHttp makes of it afterwards. For the
 * call's own thread.
 */
final class Wire extends EventListener {
  private final InstantSource steady;
  private Stopwatch watch = Stopwatch.UNUSED;
  private boolean connecting;
  private boolean connected;
  private boolean sent;
  private boolean flooded;
  private @Nullable Connection connection;
  private @Nullable Request request;
  private @Nullable Response response;

  /** Nothing went yet. */
  Wire(InstantSource steady) {
    this.steady = steady;
  }

  /** The listener of a call is the one that its request carries. */
  static EventListener of(Call call) {
    var wire = call.request().tag(Wire.class);
    return wire == null ? EventListener.NONE : wire;
  }

  /** True while the other side hadn't accepted the connection. */
  boolean connecting() {
    return connecting;
  }

  /** True if the request had a connection that an earlier one left. */
  boolean reused() {
    return connection != null && !connected;
  }

  /** True if at least the head of the request has been written. */
  boolean sent() {
    return sent;
  }

  /** True if the answer's head was longer than the client reads. */
  boolean flooded() {
    return flooded;
  }

  /** The request's head as it left. */
  Optional<Request> request() {
    return Optional.ofNullable(request);
  }

  /** The answer's head as it came, even if OkHttp refused it then. */
  Optional<Response> response() {
    return Optional.ofNullable(response);
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
  public void connectionAcquired(Call call, Connection acquired) {
    connecting = false;
    connection = acquired;
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
  public void requestHeadersEnd(Call call, Request left) {
    sent = true;
    request = left;
  }

  @Override
  public void responseHeadersEnd(Call call, Response came) {
    response = came;
    enter(Phase.RECEIVING);
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    stop();
  }

  @Override
  public void responseFailed(Call call, IOException failure) {
    flooded = response == null && failure.getCause() instanceof EOFException && moreIsWaiting();
  }

  /** OkHttp says the same of a head that is too long and of one that ends too early. */
  private boolean moreIsWaiting() {
    try {
      return connection != null && connection.socket().getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
