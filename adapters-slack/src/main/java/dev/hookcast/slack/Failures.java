package dev.hookcast.slack;

import dev.hookcast.core.delivery.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * The same words for what goes wrong on the way as the webhook sink has. An exception's own text
 * never leaves: it may hold the URL.
 */
final class Failures {
  static final Failure NOT_MADE =
      new Failure("request_invalid", "no message could be made of this event and its settings");
  static final Failure NOT_HTTP = new Failure("http_malformed", "the answer isn't HTTP");
  static final Failure STALE =
      new Failure(
          "connection_stale", "Slack closed a connection that was kept from an earlier request");
  private static final Failure RESET =
      new Failure("connection_reset", "Slack closed the connection without an answer");
  private static final Failure OTHER =
      new Failure("send_failed", "the request failed before an answer came");

  private Failures() {}

  /** What stands behind an exception of the HTTP client. */
  static Failure of(Exception e, Trace trace, Egress egress) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure("send_failed", "the attempt was interrupted");
    }
    return switch (e) {
      case IOException refused when egress.blocked().test(refused) ->
          new Failure("egress_blocked", "requests to this target aren't allowed");
      case UnknownHostException unknown ->
          new Failure("dns_failure", "Slack's name has no address");
      case InterruptedIOException late when trace.connecting() ->
          new Failure("connect_timeout", "Slack didn't accept the connection in time");
      case InterruptedIOException late -> new Failure("timeout", "Slack didn't answer in time");
      case SSLException tls -> new Failure("tls_error", "no trusted TLS connection came about");
      case ConnectException refused ->
          new Failure("connect_refused", "Slack refused the connection");
      case ProtocolException malformed -> NOT_HTTP;
      case NoRouteToHostException unreachable -> OTHER;
      case SocketException broken -> trace.reused() ? STALE : RESET;
      case EOFException ended -> RESET;
      case IOException ended when ended.getCause() instanceof EOFException cause ->
          trace.reused() && silent(cause) ? STALE : RESET;
      case RuntimeException odd when trace.sent() -> NOT_HTTP;
      case RuntimeException odd -> NOT_MADE;
      default -> OTHER;
    };
  }

  /** True if the answer ended before it began: nothing else of OkHttp's tells. */
  private static boolean silent(EOFException ended) {
    return String.valueOf(ended.getMessage()).contains("limit=0 ");
  }
}
