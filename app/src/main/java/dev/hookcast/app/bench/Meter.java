package dev.hookcast.app.bench;

import dev.hookcast.app.client.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Watches a count grow, and says every second how fast it does. */
final class Meter {
  private static final int PATIENCE_SECONDS = 10;
  private static final int LATEST = 4;
  private static final double STEADY = 0.1;

  /** A compiler that takes less in a second has done its work: rates are steady before, too. */
  private static final Duration COMPILED = Duration.ofMillis(150);

  private final LongSupplier count;
  private final Nodes service;
  private final Consumer<String> progress;

  Meter(LongSupplier count, Nodes service, Consumer<String> progress) {
    this.count = count;
    this.service = service;
    this.progress = progress;
  }

  /** How much the count grew in how many nanoseconds. */
  record Growth(long count, long nanos) {
    double perSecond() {
      return count * 1e9 / nanos;
    }
  }

  /**
   * Returns the last second's rate once it is steady and the service's compiler has done its work,
   * or after so many seconds.
   */
  double warm(String what, int most, Supplier<Optional<String>> failure)
      throws IOException, InterruptedException {
    var rates = new ArrayList<Double>();
    boolean compiled = false;
    while (rates.size() < most && !(steady(rates) && compiled)) {
      var compiling = service.compiling();
      var said = "warming up, " + what;
      rates.add(second(said, rates.size() + 1, failure).perSecond());
      compiled = service.compiling().minus(compiling).compareTo(COMPILED) < 0;
      if (rates.size() >= PATIENCE_SECONDS && rates.getLast() == 0) {
        throw Failure.of("nothing arrives, " + what);
      }
    }
    if (!(steady(rates) && compiled)) {
      progress.accept(what + ": not steady after " + most + " s, and measured all the same");
    }
    return rates.getLast();
  }

  /** Measures for so many seconds, or longer if nothing arrives in them. */
  Growth measure(String what, int seconds, Supplier<Optional<String>> failure)
      throws IOException, InterruptedException {
    long grown = 0;
    long nanos = 0;
    // Something has to arrive: nothing in a short time is no reason to give up.
    for (int i = 1; i <= seconds || (grown == 0 && i <= seconds + PATIENCE_SECONDS); i++) {
      var second = second(what, i, failure);
      grown += second.count();
      nanos += second.nanos();
    }
    if (grown == 0) {
      throw Failure.of("nothing arrives, " + what);
    }
    return new Growth(grown, nanos);
  }

  /** True if the latest of these rates differ by little. */
  static boolean steady(List<Double> rates) {
    if (rates.size() <= LATEST) {
      return false;
    }
    var latest = rates.subList(rates.size() - LATEST, rates.size());
    double mean = latest.stream().mapToDouble(r -> r).average().orElse(0);
    return latest.stream().allMatch(r -> r > 0 && Math.abs(r - mean) <= STEADY * mean);
  }

  /** Waits until nothing has arrived for two seconds; false if that takes too long. */
  boolean calm(String what, int most) throws IOException, InterruptedException {
    int quiet = 0;
    for (int i = 1; i <= most && quiet < 2; i++) {
      quiet = second(what, i, Optional::empty).count() == 0 ? quiet + 1 : 0;
    }
    return quiet == 2;
  }

  /** Measures for a second, in which nothing may come; the number is said. */
  Growth second(String what, int number, Supplier<Optional<String>> failure)
      throws IOException, InterruptedException {
    long before = count.getAsLong();
    long began = System.nanoTime();
    TimeUnit.SECONDS.sleep(1);
    service.check();
    var why = failure.get();
    if (why.isPresent()) {
      throw Failure.of(why.get());
    }
    var growth = new Growth(count.getAsLong() - before, System.nanoTime() - began);
    progress.accept(
        String.format(Locale.ROOT, "%s: %,.0f/s (%d s)", what, growth.perSecond(), number));
    return growth;
  }
}
