package dev.hookcast.http.sink;

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
 * Stable words for what goes wrong on the way. An exception's own text never leaves: it may hold
 * addresses and header values.
 */
final class Failures {
  static final Failure NOT_MADE =
      new Failure("request_invalid", "no request could be made of this event and its settings");
  static final Failure INTERIM = new Failure("http_malformed", "the receiver sent no final status");
  static final Failure STALE =
      new Failure(
          "connection_stale",
          "the receiver closed a connection that was kept from an earlier request");
  static final Failure UNVERIFIED =
      new Failure("tls_verification_required", "the operator requires certificates to be verified");
  private static final Failure RESET =
      new Failure("connection_reset", "the receiver closed the connection without an answer");
  private static final Failure OTHER =
      new Failure("send_failed", "the request failed before an answer came");

  private Failures() {}

  /** What stands behind an exception of the HTTP client. */
  static Failure of(Exception e, Wire wire) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure("send_failed", "the attempt was interrupted");
    }
    if (wire.flooded()) {
      return new Failure(
          "response_headers_too_large", "the receiver sent more headers than are read");
    }
    return switch (e) {
      case EgressBlocked blocked ->
          new Failure("egress_blocked", "requests to this target aren't allowed");
      case UnknownHostException unknown ->
          new Failure("dns_failure", "the receiver's name has no address");
      case InterruptedIOException late when wire.connecting() ->
          new Failure("connect_timeout", "the receiver didn't accept the connection in time");
      case InterruptedIOException late ->
          new Failure("timeout", "the receiver didn't answer in time");
      case SSLException tls -> new Failure("tls_error", "no trusted TLS connection came about");
      case ConnectException refused ->
          new Failure("connect_refused", "the receiver refused the connection");
      case ProtocolException malformed ->
          new Failure("http_malformed", "the receiver's answer isn't HTTP");
      case NoRouteToHostException unreachable -> OTHER;
      case SocketException broken -> wire.reused() ? STALE : RESET;
      case EOFException ended -> RESET;
      case IOException ended when ended.getCause() instanceof EOFException cause ->
          wire.reused() && silent(cause) ? STALE : RESET;
      case RuntimeException odd when wire.sent() ->
          new Failure("http_malformed", "the receiver's answer isn't HTTP");
      default -> OTHER;
    };
  }

  /** True if the answer ended before it began: nothing else of OkHttp's tells. */
  private static boolean silent(EOFException ended) {
    return String.valueOf(ended.getMessage()).contains("limit=0 ");
  }
}
