package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Receivers behind a server of the JDK's, each under its dialect's name. */
final class Receiving implements AutoCloseable {
  /** A request that a receiver accepted, and what it understood. */
  record Received(String dialect, Map<String, String> headers, JsonNode payload, String read) {}

  private final ObjectMapper json = new ObjectMapper();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Receiving(List<Receiver> receivers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receivers.forEach(
        receiver -> server.createContext("/" + receiver.dialect(), call -> take(receiver, call)));
    server.start();
  }

  String url(Receiver receiver) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), receiver.dialect());
  }

  List<Received> received(String dialect) {
    return received.stream().filter(r -> r.dialect().equals(dialect)).toList();
  }

  /** Why requests weren't accepted. */
  List<String> refused() {
    return refused;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(Receiver receiver, HttpExchange call) throws IOException {
    var body = call.getRequestBody().readAllBytes();
    int status = accepted(receiver, headers(call), body) ? 200 : 401;
    call.sendResponseHeaders(status, -1);
    call.close();
  }

  private boolean accepted(Receiver receiver, Map<String, String> headers, byte[] body) {
    try {
      if (!receiver.genuine(headers, body)) {
        return refuse(receiver, "not genuine: " + headers);
      }
      var payload = json.readTree(body);
      received.add(new Received(receiver.dialect(), headers, payload, receiver.read(payload)));
      return true;
    } catch (IOException | RuntimeException e) {
      return refuse(receiver, e + " in " + new String(body, UTF_8));
    }
  }

  private boolean refuse(Receiver receiver, String why) {
    refused.add(receiver.dialect() + ": " + why);
    return false;
  }

  private static Map<String, String> headers(HttpExchange call) {
    return call.getRequestHeaders().entrySet().stream()
        .collect(
            Collectors.toMap(
                h -> h.getKey().toLowerCase(Locale.ROOT), h -> String.join(",", h.getValue())));
  }
}
