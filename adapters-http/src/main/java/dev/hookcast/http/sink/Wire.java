package dev.hookcast.http.sink;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Notes what really went over the wire in one call, whatever OkHttp makes of it afterwards. For the
 * call's own thread.
 */
final class Wire extends EventListener {
  private boolean connecting;
  private boolean connected;
  private boolean sent;
  private boolean flooded;
  private @Nullable Connection connection;
  private @Nullable Request request;
  private @Nullable Response response;

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
  public void connectionAcquired(Call call, Connection acquired) {
    connecting = false;
    connection = acquired;
  }

  @Override
  public void requestHeadersEnd(Call call, Request left) {
    sent = true;
    request = left;
  }

  @Override
  public void responseHeadersEnd(Call call, Response came) {
    response = came;
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
