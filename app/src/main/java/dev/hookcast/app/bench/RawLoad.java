package dev.hookcast.app.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** Sends requests with the HTTP client alone, one after the other in each thread. */
final class RawLoad implements AutoCloseable {
  private final CountDownLatch ended;
  private volatile boolean ending;
  private volatile Optional<String> failure = Optional.empty();

  private RawLoad(int threads) {
    this.ended = new CountDownLatch(threads);
  }

  static RawLoad start(List<Callable<Integer>> requests, int threads, Executor executor) {
    var load = new RawLoad(threads);
    for (int i = 0; i < threads; i++) {
      int first = i;
      executor.execute(() -> load.run(requests, first, threads));
    }
    return load;
  }

  Optional<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    ending = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<Callable<Integer>> requests, int first, int step) {
    try {
      for (int next = first % requests.size(); !ending; next = (next + step) % requests.size()) {
        requests.get(next).call();
      }
    } catch (Exception e) {
      failure = Optional.of("the client alone failed: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }
}
