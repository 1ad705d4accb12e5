package dev.hookcast.core.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets many virtual threads do something at the same moment. */
final class Race {
  private Race() {}

  /** What each of {@code runners} threads came back with. */
  static <T> List<T> of(int runners, IntFunction<T> run) {
    var start = new CountDownLatch(runners);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<T>>();
      for (int i = 0; i < runners; i++) {
        results.add(threads.submit(runner(start, run, i)));
      }
      return results.stream().map(Race::result).toList();
    }
  }

  private static <T> Callable<T> runner(CountDownLatch start, IntFunction<T> run, int i) {
    return () -> {
      start.countDown();
      start.await();
      return run.apply(i);
    };
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a runner of the race fell", e);
    }
  }
}
