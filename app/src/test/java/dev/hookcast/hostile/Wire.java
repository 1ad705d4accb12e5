package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection to a service on which any bytes may be sent; made anew when it has ended. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int MAX_HEAD = 64 * 1_024;

  private final URI service;
  private Optional<Socket> socket = Optional.empty();

  Wire(URI service) {
    this.service = service;
  }

  /** What came back. */
  record Said(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body, UTF_8);
    }
  }

  /** Sends these bytes; empty if the connection ended without an answer. */
  Optional<Said> say(byte[] request) throws IOException {
    boolean reused = socket.isPresent();
    var said = once(request);
    return said.isEmpty() && reused ? once(request) : said;
  }

  /** The same on a connection of its own, on which nothing follows. */
  Optional<Said> sayAndEnd(byte[] request) throws IOException {
    hangUp();
    var there = connected();
    try {
      there.getOutputStream().write(request);
      there.shutdownOutput();
      return answer(there, false);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      hangUp();
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  /** Ends the connection; what is said next goes over another. */
  void hangUp() {
    socket.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            // it has ended one way or the other
          }
        });
    socket = Optional.empty();
  }

  private Optional<Said> once(byte[] request) throws IOException {
    var there = connected();
    try {
      there.getOutputStream().write(request);
      return answer(there, request.length > 4 && new String(request, 0, 5, UTF_8).equals("HEAD "));
    } catch (SocketTimeoutException e) {
      hangUp();
      throw e;
    } catch (IOException e) {
      // It may have answered before it hung up.
      try {
        return answer(there, false);
      } catch (IOException gone) {
        return Optional.empty();
      } finally {
        hangUp();
      }
    }
  }

  private Socket connected() throws IOException {
    if (socket.isEmpty()) {
      var fresh = new Socket(service.getHost(), service.getPort());
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(PATIENCE_MILLIS);
      socket = Optional.of(fresh);
    }
    return socket.get();
  }

  private Optional<Said> answer(Socket from, boolean bare) throws IOException {
    var in = new BufferedInputStream(from.getInputStream());
    var head = head(in);
    if (head.isEmpty()) {
      hangUp();
      return Optional.empty();
    }
    var lines = head.split("\r\n", -1);
    int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
    var headers = new TreeMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        var name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
        headers.merge(name, lines[i].substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    boolean live = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = bare || live ? new byte[0] : in.readNBytes(length);
    if (live || in.available() > 0 || "close".equals(headers.get("connection"))) {
      hangUp();
    }
    return Optional.of(new Said(status, headers, body));
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
    }
    return head.toString();
  }
}
