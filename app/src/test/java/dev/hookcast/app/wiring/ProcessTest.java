package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what survives its death, and how it ends. */
class ProcessTest {
  private static final String ORG = "/v1/organizations/default";

  @TempDir Path data;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final List<Process> processes = new ArrayList<>();
  private HttpServer receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    receiver.stop(0);
  }

  @Test
  void whatWasAnsweredWith202SurvivesAKill() throws Exception {
    var first = serve();
    call(first, "/subscriptions", subscription());
    var published = call(first, "/events", "{\"type\":\"build.create\"}");
    assertThat(published.statusCode()).isEqualTo(202);
    first.process().destroyForcibly().waitFor();

    // Nobody listened until now: whatever arrives was sent by the second process.
    receiver.start();
    serve();
    var delivery = ((JsonObject) json(published).array("deliveries").items().getFirst()).text("id");
    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(delivery.orElseThrow());
  }

  @Test
  void aSignalEndsItWithStatusZeroAndNothingIsLost() throws Exception {
    receiver.start();
    var first = serve();
    call(first, "/subscriptions", subscription());
    for (int i = 0; i < 50; i++) {
      assertThat(call(first, "/events", "{\"type\":\"build.create\"}").statusCode()).isEqualTo(202);
    }
    first.process().destroy();
    assertThat(first.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.process().exitValue()).isZero();

    serve();
    await().until(() -> received.size() >= 50);
    assertThat(received).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void theFirstStartPrintsTheTokenOnceAndOneLineWhenReady() throws Exception {
    var first = serve();
    assertThat(first.lines()).anyMatch(line -> line.contains(first.token()));
    first.process().destroy();
    first.process().waitFor();
    assertThat(serve().lines()).noneMatch(line -> line.contains(first.token())).hasSize(1);
  }

  private record Served(Process process, String address, String token, List<String> lines) {}

  private Served serve() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hookcast.app.Main",
            "serve",
            "--port",
            "0",
            "--data",
            data.toString(),
            "--egress.allow",
            "127.0.0.0/8");
    var process = new ProcessBuilder(command).redirectError(data.resolve("log").toFile()).start();
    processes.add(process);
    var lines = new ArrayList<String>();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.startsWith("Hookcast is ready at ")) {
        var address = line.substring("Hookcast is ready at ".length());
        var token = Files.readString(data.resolve("admin-token")).strip();
        return new Served(process, address, token, lines);
      }
    }
    throw new AssertionError("it didn't start: " + lines + Files.readString(data.resolve("log")));
  }

  private String subscription() {
    var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    return "{\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[\"PT0.2S\",\"PT0.5S\",\"PT1S\",\"PT2S\"]}}"
        .formatted(url);
  }

  private static HttpResponse<byte[]> call(Served served, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.address() + ORG + path))
            .header("Authorization", "Bearer " + served.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static JsonObject json(HttpResponse<byte[]> response) {
    return (JsonObject) new JacksonJson().read(Bytes.of(response.body()));
  }
}
