package dev.hookcast.slack;

import dev.hookcast.core.Bytes;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Notes what really went over the wire in one call. For the call's own thread. */
final class Trace extends EventListener {
  private static final int FIRST_FINAL_STATUS = 200;

  private boolean connecting;
  private boolean connected;
  private boolean acquired;
  private boolean sent;
  private @Nullable Request request;
  private @Nullable Response head;
  private Bytes body = Bytes.EMPTY;
  private boolean truncated = true;

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

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    connecting = true;
    connected = true;
  }

  @Override
  public void secureConnectStart(Call call) {
    connecting = false;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    connecting = false;
    acquired = true;
  }

  @Override
  public void requestHeadersEnd(Call call, Request left) {
    sent = true;
    request = left;
  }

  @Override
  public void responseHeadersEnd(Call call, Response came) {
    head = came;
  }
}
