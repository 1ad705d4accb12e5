package dev.hookcast.app.metrics;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts what happens, of all organizations together: no label is anybody's id, name or word, so
 * that there are few series and nothing to find out. Safe for any number of threads.
 */
public final class Metrics implements DeliveryListener, AutoCloseable {
  /** Prometheus' text format. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] STEPS =
      List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 30_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final ConcurrentMap<Kind, Timer> attempts = new ConcurrentHashMap<>();
  private final Counter events;
  private final Counter deliveries;
  private final Counter late;
  private final Counter paused;
  private final Counter warnings;
  private final Counter failures;

  /** Nothing counted yet. */
  public Metrics() {
    events = counter("hookcast.events.accepted", "Events accepted, duplicates not counted");
    deliveries = counter("hookcast.deliveries", "Deliveries that accepted events made");
    late = counter("hookcast.attempts.late", "Attempts whose outcome came too late to count");
    paused = counter("hookcast.subscriptions.paused", "Subscriptions paused by Hookcast itself");
    warnings =
        counter("hookcast.warnings", "Things that somebody should look at; the log has them");
    failures = counter("hookcast.failures", "Things that went wrong inside; the log has them");
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  private record Kind(String sink, String dialect, AttemptOutcome outcome) {}

  /** All figures in the text format of Prometheus. */
  public Bytes scrape() {
    return Bytes.utf8(registry.scrape());
  }

  @Override
  public void accepted(OrganizationId organization, Event event, int made) {
    events.increment();
    deliveries.increment(made);
  }

  @Override
  public void attempted(AttemptReport report) {
    var attempt = report.settlement().attempt();
    if (attempt.outcome() == AttemptOutcome.LATE) {
      late.increment();
      return;
    }
    var settings = report.subscription().settings();
    var kind = new Kind(settings.sink().kind(), settings.dialect().name(), attempt.outcome());
    attempts.computeIfAbsent(kind, this::timer).record(attempt.duration());
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    paused.increment();
  }

  @Override
  public void warned(String what) {
    warnings.increment();
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    failures.increment();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  private Counter counter(String name, String what) {
    return Counter.builder(name).description(what).register(registry);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("hookcast.attempts")
        .description("Attempts, and how long they took")
        .tag("sink", kind.sink())
        .tag("dialect", kind.dialect())
        .tag("outcome", kind.outcome().word())
        .serviceLevelObjectives(STEPS)
        .register(registry);
  }
}
