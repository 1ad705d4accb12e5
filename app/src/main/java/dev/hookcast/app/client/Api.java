package dev.hookcast.app.client;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Calls the REST API of a running service. Follows no redirect: the token is for one address. */
public final class Api {
  public static final String JSON = "application/json";

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();
  private final String base;
  private final Optional<Secret> token;
  private final Problems problems;

  /**
   * Knows where to call.
   *
   * @param base the address without a slash at its end
   */
  public Api(String base, Optional<Secret> token, Problems problems) {
    this.base = base;
    this.token = token;
    this.problems = problems;
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

  /** A document that is sent, and the key that makes sending it twice harmless. */
  public record Content(Bytes body, String type, Optional<String> idempotencyKey) {
    public static Content json(Bytes body) {
      return new Content(body, JSON, Optional.empty());
    }

    private BodyPublisher publisher() {
      return BodyPublishers.ofByteArray(body.array());
    }
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(TO_ANSWER).header("Accept", JSON);
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t.reveal()));
    return request;
  }

  private static HttpRequest.Builder with(Content content, HttpRequest.Builder request) {
    content.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
    return request.header("Content-Type", content.type());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      var answer = new Answer(response.statusCode(), Bytes.of(response.body()));
      if (answer.status() / 100 != 2) {
        throw problems.failure(base, answer);
      }
      return answer;
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
