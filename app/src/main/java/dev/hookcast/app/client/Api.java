package dev.hookcast.app.client;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls the REST API of a running service. Follows no redirect: the token is for one address. */
public final class Api {
  public static final String JSON = "application/json";
  public static final String FORM = "application/x-www-form-urlencoded";

  private static final String ORGANIZATION = "Hookcast-Organization";

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  private final HttpClient http;
  private final String base;
  private final Optional<Secret> token;
  private final Optional<String> organization;
  private final Problems problems;

  /**
   * Knows where to call.
   *
   * @param base the address without a slash at its end
   */
  public Api(String base, Optional<Secret> token, Problems problems) {
    this(client(), base, token, Optional.empty(), problems);
  }

  private Api(
      HttpClient http,
      String base,
      Optional<Secret> token,
      Optional<String> organization,
      Problems problems) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.organization = organization;
    this.problems = problems;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TO_CONNECT)
        .build();
  }

  /** The same, for this organization also where the path names none. */
  public Api actingFor(String named) {
    return new Api(http, base, token, Optional.of(named), problems);
  }

  /** Where it calls, without a slash at the end. */
  public String address() {
    return base;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Posts nothing: the path says it all. */
  public Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, Content content) {
    return send(with(content, request(path)).POST(content.publisher()));
  }

  public Answer patch(String path, Content content) {
    return send(with(content, request(path)).method("PATCH", content.publisher()));
  }

  /** Asks for what may be refused in a form of its own: the answer has whatever status. */
  public Answer ask(String method, String path) {
    return answer(request(path).method(method, BodyPublishers.noBody()));
  }

  /** The same with a document. */
  public Answer ask(String method, String path, Content content) {
    return answer(with(content, request(path)).method(method, content.publisher()));
  }

  /**
   * Follows what the service tells line by line, until somebody has heard enough.
   *
   * @param goOn takes a line; false if it was enough
   * @throws Failure if the service goes away before
   */
  public void follow(String path, Predicate<String> goOn) {
    try (var response = opened(path)) {
      var in = new BufferedReader(new InputStreamReader(response, StandardCharsets.UTF_8));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (!goOn.test(line)) {
          return;
        }
      }
    } catch (IOException e) {
      // Cut off or ended, it comes to the same.
    }
    throw Failure.of("Hookcast at " + base + " has gone away");
  }

  /** A document that is sent, and the key that makes sending it twice harmless. */
  public record Content(Bytes body, String type, Optional<String> idempotencyKey) {
    public static Content json(Bytes body) {
      return new Content(body, JSON, Optional.empty());
    }

    /** The fields of a form. */
    public static Content form(Query fields) {
      return new Content(Bytes.utf8(fields.form()), FORM, Optional.empty());
    }

    private BodyPublisher publisher() {
      return BodyPublishers.ofByteArray(body.array());
    }
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", JSON);
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t.reveal()));
    organization.ifPresent(name -> request.header(ORGANIZATION, name));
    return request;
  }

  private static HttpRequest.Builder with(Content content, HttpRequest.Builder request) {
    content.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
    return request.header("Content-Type", content.type());
  }

  private InputStream opened(String path) throws IOException {
    // Without a limit of time: some versions of Java would end the body by it too.
    var request = request(path).setHeader("Accept", "text/event-stream").GET().build();
    var response = exchange(request, BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    try (var body = response.body()) {
      throw problems.failure(
          base, new Answer(response.statusCode(), Bytes.of(body.readAllBytes())));
    }
  }

  private Answer send(HttpRequest.Builder request) {
    var answer = answer(request);
    if (!answer.done()) {
      throw problems.failure(base, answer);
    }
    return answer;
  }

  private Answer answer(HttpRequest.Builder request) {
    var response = exchange(request.timeout(TO_ANSWER).build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), Bytes.of(response.body()));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (ConnectException e) {
      throw Failure.of("no Hookcast answers at " + base + "; start one with `hookcast serve`");
    } catch (HttpTimeoutException e) {
      throw Failure.of("Hookcast at " + base + " didn't answer in time");
    } catch (IOException e) {
      throw Failure.of("the connection to " + base + " failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.of("interrupted");
    }
  }
}
