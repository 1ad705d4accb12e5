package dev.hookcast.storage;

import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work that waits for the writer, together with the caller who waits for its result. */
final class Write<T> {
  private final Session.Work<T> work;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable T done;

  Write(Session.Work<T> work) {
    this.work = work;
  }

  /** Runs the work; its result isn't told before the transaction is durable. */
  void run(Session session) throws SQLException {
    done = work.on(session);
  }

  /** Writes of one kind belong to the same class of works. */
  Class<?> kind() {
    return work.getClass();
  }

  /** What it has claimed, if its transaction was committed. */
  List<Claim> claims() {
    return done != null && work instanceof Claiming<T> claiming ? claiming.claims(done) : List.of();
  }

  /** Runs the works of some writes of one kind. */
  static void run(Session session, List<Write<?>> likes) throws SQLException {
    if (likes.size() > 1 && likes.getFirst().work instanceof Many<?> many) {
      var done = many.together(session, likes.stream().map(like -> like.work).toList());
      for (int i = 0; i < done.size(); i++) {
        likes.get(i).came(done.get(i));
      }
      return;
    }
    for (var like : likes) {
      like.run(session);
    }
  }

  @SuppressWarnings("unchecked") // a class of works has one type of result
  private void came(Object to) {
    done = (T) to;
  }

  @SuppressWarnings("NullAway") // run() has set it
  void committed() {
    result.complete(done);
  }

  void failed(RuntimeException cause) {
    result.completeExceptionally(cause);
  }

  CompletableFuture<T> result() {
    return result;
  }

  /** Waits, but no longer than this, for the result or a failure; returns whether there is one. */
  static boolean ended(CompletableFuture<?> result, Duration longest) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true; // then it begins anew, once or twice at most
        } catch (ExecutionException e) {
          return true;
        } catch (TimeoutException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits, also if interrupted: the work is on its way and its outcome has to be known. */
  static <T> T await(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreFailure failure) {
        // One failure may concern many callers: each gets its own, with its own stack.
        throw new StoreFailure(Objects.requireNonNull(failure.getMessage()), failure);
      }
      throw e.getCause() instanceof RuntimeException bug ? bug : e;
    }
  }
}
