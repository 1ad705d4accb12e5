package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns answers, and whatever may be thrown instead of one, into bytes and headers. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final JsonFormat json;
  private final Ids ids;

  Replies(JsonFormat json, Ids ids) {
    this.json = json;
    this.ids = ids;
  }

  /**
   * An answer as it goes out.
   *
   * @param live what is sent instead of {@code body}, if it is told bit by bit
   */
  record Reply(int status, Map<String, String> headers, Bytes body, Optional<LiveBody> live) {}

  /** What comes of a call; refused in Hookcast's own form. */
  Reply of(Callable<Answer> call) {
    return of(ErrorForm.PROBLEM, requestId -> call.call());
  }

  /** Answers the request of this id. */
  @FunctionalInterface
  interface Called {
    Answer as(String requestId) throws Exception;
  }

  /** What comes of a call; refused in this form. */
  Reply of(ErrorForm errors, Called call) {
    var requestId = ids.next().id();
    try {
      return reply(call.as(requestId), requestId);
    } catch (Exception | Error e) {
      return reply(refusal(e, requestId).answer(errors, requestId), requestId);
    }
  }

  /** A problem of this status that the server found by itself. */
  Reply of(int status) {
    var type = ProblemType.ofStatus(status);
    return of(
        () -> {
          throw Refusal.of(type, type.title() + ".");
        });
  }

  private Reply reply(Answer answer, String requestId) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Request-Id", requestId);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.putAll(answer.headers());
    if (answer.body().isEmpty()) {
      return new Reply(answer.status(), headers, Bytes.EMPTY, Optional.empty());
    }
    headers.put("Content-Type", answer.contentType());
    return switch (answer.body().get()) {
      case Answer.Body.Document document ->
          new Reply(answer.status(), headers, json.write(document.json()), Optional.empty());
      case Answer.Body.Plain plain ->
          new Reply(answer.status(), headers, plain.bytes(), Optional.empty());
      case Answer.Body.Live live ->
          new Reply(answer.status(), headers, Bytes.EMPTY, Optional.of(live.pieces()));
    };
  }

  /** What the store refuses of itself is a line each: it may be every request for hours. */
  private static void warn(String requestId, StoreFailure failure) {
    if (failure.getCause() == null) {
      LOG.warn("request {}: {}", requestId, failure.getMessage());
    } else {
      LOG.warn("request {}: the store can't do its work", requestId, failure);
    }
  }

  private static Refusal refusal(Throwable thrown, String requestId) {
    return switch (thrown) {
      case Refusal refusal -> refusal;
      case InvalidInput input -> Refusal.of(input);
      case StoreFailure failure -> {
        warn(requestId, failure);
        yield Refusal.of(
                ProblemType.STORE_UNAVAILABLE, "Try again; what has an identity is kept once.")
            .with("Retry-After", "5");
      }
      case HttpException http -> {
        var type = ProblemType.ofStatus(http.getCode());
        yield Refusal.of(type, type.title() + ".");
      }
      default -> {
        LOG.error("request {} failed", requestId, thrown);
        yield Refusal.of(
            ProblemType.INTERNAL_ERROR, "It was logged under this request's id. Try again.");
      }
    };
  }
}
