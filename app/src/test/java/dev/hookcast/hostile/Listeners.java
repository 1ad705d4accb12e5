package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever may be called: answers on every address of its network, and notes which one it was. */
final class Listeners {
  /** Names that lead inside, the last ones from the second question on. */
  static final List<String> NAMES =
      List.of(
          "loopback.example.org",
          "metadata.example.org",
          "private.example.org",
          "both.example.org",
          "six.example.org",
          "flip1.example.org",
          "flip2.example.org",
          "flip3.example.org");

  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "loopback", List.of("127.0.0.1"),
          "metadata", List.of("169.254.169.254"),
          "private", List.of("10.1.2.3"),
          "both", List.of("8.8.8.8", "127.0.0.1"),
          "six", List.of("::1"));
  private static final int ADDRESS = 1;
  private static final int ADDRESS6 = 28;

  private final Path seen;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  private Listeners(Path seen) {
    this.seen = seen;
  }

  /** Listens until the process is ended. */
  static void start(Path seen) throws IOException {
    var listeners = new Listeners(seen);
    Files.writeString(seen, "");
    for (int port : new int[] {80, 443, 1080, 3128, 8080}) {
      var server = new ServerSocket(port, 500);
      new Thread(() -> listeners.accept(server)).start();
    }
    var questions = new DatagramSocket(53);
    new Thread(() -> listeners.name(questions)).start();
    System.out.println("listening");
  }

  private void accept(ServerSocket server) {
    while (true) {
      try {
        var call = server.accept();
        new Thread(() -> answer(call)).start();
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }

  private void answer(Socket call) {
    try (call) {
      var to = call.getLocalAddress().getHostAddress() + ":" + call.getLocalPort();
      note(to);
      call.setSoTimeout(2_000);
      var first = new byte[400];
      int size = call.getInputStream().read(first);
      var line = new String(first, 0, Math.max(size, 0), US_ASCII).split("\r\n", 2)[0];
      int redirect = line.indexOf("?to=");
      var head =
          redirect < 0
              ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
              : "HTTP/1.1 307 X\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
                  + URLDecoder.decode(
                      line.substring(redirect + 4).split(" ", 2)[0], StandardCharsets.UTF_8)
                  + "\r\n\r\n";
      call.getOutputStream().write(head.getBytes(US_ASCII));
      call.shutdownOutput();
      call.getInputStream().readAllBytes();
    } catch (IOException e) {
      // whoever called has gone
    }
  }

  private synchronized void note(String to) throws IOException {
    Files.writeString(seen, to + "\n", StandardOpenOption.APPEND);
  }

  private void name(DatagramSocket questions) {
    while (true) {
      try {
        var packet = new DatagramPacket(new byte[512], 512);
        questions.receive(packet);
        var answer = answer(packet.getData(), packet.getLength());
        questions.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException | RuntimeException e) {
        System.err.println(e);
      }
    }
  }

  /** The question with its answers: RFC 1035, 4.1. */
  private byte[] answer(byte[] question, int length) throws IOException {
    int at = 12;
    var name = new StringBuilder();
    while (question[at] != 0) {
      name.append(new String(question, at + 1, question[at], US_ASCII)).append('.');
      at += question[at] + 1;
    }
    int type = question[at + 1] << 8 | question[at + 2];
    int end = at + 5;
    var found = addresses(name.toString().split("\\.", 2)[0], type);
    var out = new ByteArrayOutputStream();
    out.write(question, 0, 2);
    out.write(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) found.size(), 0, 0, 0, 0});
    out.write(question, 12, Math.min(end, length) - 12);
    for (var address : found) {
      out.write(new byte[] {(byte) 0xC0, 12, 0, (byte) type, 0, 1, 0, 0, 0, 0});
      out.write(new byte[] {0, (byte) address.length});
      out.write(address);
    }
    return out.toByteArray();
  }

  private List<byte[]> addresses(String name, int type) throws IOException {
    List<String> texts;
    if (name.startsWith("flip")) {
      boolean first =
          type == ADDRESS
              && asked.computeIfAbsent(name, n -> new AtomicInteger()).getAndIncrement() == 0;
      texts = List.of(first ? "8.8.8.8" : "127.0.0.1");
    } else {
      texts = ANSWERS.getOrDefault(name, List.of());
    }
    int size = type == ADDRESS ? 4 : type == ADDRESS6 ? 16 : 0;
    var found = new java.util.ArrayList<byte[]>();
    for (var text : texts) {
      var bytes = InetAddress.getByName(text).getAddress();
      if (bytes.length == size) {
        found.add(bytes);
      }
    }
    return found;
  }
}
