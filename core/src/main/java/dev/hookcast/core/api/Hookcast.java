package dev.hookcast.core.api;

import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Announcements;
import dev.hookcast.core.engine.Attempts;
import dev.hookcast.core.engine.Clockwork;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.engine.Engine;
import dev.hookcast.core.engine.EventReader;
import dev.hookcast.core.engine.Housekeeping;
import dev.hookcast.core.engine.Pauses;
import dev.hookcast.core.engine.Retention;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Listeners;
import dev.hookcast.core.spi.OrganizationStore;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.SubscriptionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * The core put together: its services over one engine. This is all that a program needs in order to
 * embed it. Safe for any number of threads.
 */
public final class Hookcast {
  private final Ports ports;
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final Publishing publishing;
  private final Subscriptions subscriptions;
  private final Deliveries deliveries;
  private final Catalogue catalogue;
  private final Audit audit;
  private final Trials trials;
  private final Feed feed = new Feed();
  private final Vitals vitals;
  private final DeliveryListener listener;
  private final Organizations organizations;
  private final Housekeeping housekeeping;
  private final Lookout lookout;

  /**
   * Puts the core together and reads what is kept for good; nothing is sent before {@link #start}
   * or {@link #runOnce}.
   *
   * @param executor runs one task for each delivery in flight, for as long as its receiver takes:
   *     one virtual thread per task is right
   */
  public Hookcast(Ports ports, Window window, Executor executor) {
    this(ports, window, executor, Retention.FOREVER);
  }

  /** The same, with events that expire. */
  public Hookcast(Ports ports, Window window, Executor executor, Retention retention) {
    this(ports, window, executor, retention, Quotas.NONE);
  }

  /** The same, with organizations that may have so much and no more. */
  public Hookcast(
      Ports ports, Window window, Executor executor, Retention retention, Quotas quotas) {
    this.ports = ports;
    vitals = new Vitals(ports.clock());
    listener = new Listeners(List.of(ports.listener(), feed, vitals));
    long seen = ports.stores().organizations().changes(); // before anything of them is read
    directory = new Directory(ports.stores().organizations(), ports.stores().subscriptions());
    var reader = new EventReader(ports.dialects(), ports.json());
    var attempts =
        new Attempts(
            ports.sinks(), ports.ids(), ports.clock(), ports.steady(), ports.chance(), listener);
    var engine =
        new Engine(
            ports.stores().deliveries(), directory, reader, attempts, listener, ports.steady());
    var announcements =
        new Announcements(
            ports.stores().events(),
            directory,
            ports.json(),
            ports.ids(),
            listener,
            ports.steady());
    var keeping = new Subscriptions.Tools(ports.ids(), ports.clock(), ports.chance(), quotas);
    var trail = new Trail(Author.PROGRAM, keeping, subscriptionJson());
    var byItself = trail.by(Author.HOOKCAST).of(AuditAction.SUBSCRIPTION_PAUSE);
    var pauses = new Pauses(directory, announcements, listener, ports.clock(), byItself);
    dispatcher = new Dispatcher(engine, pauses, window, executor);
    var tools = new Publishing.Tools(ports.json(), ports.ids(), listener, ports.clock());
    publishing = new Publishing(ports.stores().events(), directory, dispatcher, reader, tools);
    audit = new Audit(ports.stores().audit());
    trials =
        new Trials(
            ports.stores().events(), directory, dispatcher, tools, ports.stores().audit(), trail);
    subscriptions = new Subscriptions(directory, dispatcher, ports.sinks(), keeping, trail);
    organizations = new Organizations(ports.stores().organizations(), directory, keeping, trail);
    deliveries =
        new Deliveries(
            ports.stores().deliveries(), directory, dispatcher, reader, ports.steady(), trail);
    housekeeping =
        new Housekeeping(
            ports.stores().events(),
            ports.stores().audit(),
            retention,
            listener,
            ports.clock(),
            List.of(new NotedUses(organizations), organizations::erase));
    lookout =
        new Lookout(
            seen, ports.stores().organizations(), directory, organizations, dispatcher, listener);
    catalogue = new Catalogue(ports.dialects(), ports.sinks());
  }

  /**
   * The five stores; one class may be all of them.
   *
   * @param shared true if other processes work on them too: then what those change, and what they
   *     leave behind when they end, is looked for every second
   */
  public record Stores(
      EventStore events,
      SubscriptionStore subscriptions,
      DeliveryStore deliveries,
      OrganizationStore organizations,
      AuditStore audit,
      boolean shared) {

    /** Stores that nobody else works on. */
    public Stores(
        EventStore events,
        SubscriptionStore subscriptions,
        DeliveryStore deliveries,
        OrganizationStore organizations,
        AuditStore audit) {
      this(events, subscriptions, deliveries, organizations, audit, false);
    }
  }

  /**
   * Everything that the core needs from outside.
   *
   * @param clock the time of day: of what happens, and in signatures
   * @param steady the time by which something is due; it never jumps, and was the same as {@code
   *     clock} at the start
   * @param chance makes secrets too, so it has to be unpredictable
   */
  public record Ports(
      Stores stores,
      Sinks sinks,
      Dialects dialects,
      JsonFormat json,
      Ids ids,
      DeliveryListener listener,
      InstantSource clock,
      InstantSource steady,
      RandomGenerator chance) {

    /** The same for those who have one clock only: when that is set, what waits moves with it. */
    public Ports(
        Stores stores,
        Sinks sinks,
        Dialects dialects,
        JsonFormat json,
        Ids ids,
        DeliveryListener listener,
        InstantSource clock,
        RandomGenerator chance) {
      this(stores, sinks, dialects, json, ids, listener, clock, clock, chance);
    }
  }

  /** Takes events in. */
  public Publishing publishing() {
    return publishing;
  }

  /** Keeps who wants what. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Shows what was sent. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** Keeps organizations and their tokens. */
  public Organizations organizations() {
    return organizations;
  }

  /** Shows who changed what. */
  public Audit audit() {
    return audit;
  }

  /** Shows what there is to choose from. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Reads and writes the JSON form of subscriptions. */
  public SubscriptionJson subscriptionJson() {
    return new SubscriptionJson(ports.dialects(), ports.sinks());
  }

  /** Tries subscriptions out. */
  public Trials trials() {
    return trials;
  }

  /** Tells what happens, while it happens. */
  public Feed feed() {
    return feed;
  }

  /** Counts what happens, for the last hour. */
  public Vitals vitals() {
    return vitals;
  }

  /** Shows what would be sent. */
  public Previews previews() {
    return new Previews(ports.json(), ports.ids(), ports.clock());
  }

  /**
   * Takes up what an earlier run left behind, then sends whenever something is due, and removes
   * what has expired.
   */
  public Running start(ThreadFactory threads) {
    recover();
    var clockwork = new Clockwork(dispatcher, listener, threads);
    clockwork.start();
    housekeeping.start(threads);
    if (ports.stores().shared()) {
      lookout.start(threads);
    }
    return grace -> {
      try {
        lookout.stop();
        return clockwork.stop(grace);
      } finally {
        housekeeping.stop();
      }
    };
  }

  /**
   * Takes up what an earlier run left behind, and warns of secrets that can't be read any more;
   * returns how many deliveries were in flight.
   */
  public int recover() {
    directory
        .unreadable()
        .forEach(
            subscription ->
                listener.warned(
                    "a secret of subscription "
                        + subscription.id()
                        + " can't be read; its deliveries fail until it is set anew"));
    return dispatcher.recover();
  }

  /**
   * Sends what is due now and returns how many deliveries were claimed: the engine, step by step.
   */
  public int runOnce() {
    return dispatcher.runOnce();
  }

  /** Looks once what other nodes have changed, and what they have left behind: step by step. */
  public void lookOnce() {
    lookout.runOnce();
  }

  /** Removes a little of what has expired, and returns whether there is more: step by step. */
  public boolean expireOnce() {
    return housekeeping.runOnce();
  }

  /** An engine at work. */
  @FunctionalInterface
  public interface Running {
    /**
     * Starts nothing new, and waits so long for what is in flight. Returns true if all of it ended;
     * what didn't is taken up by the next start.
     */
    boolean stop(Duration grace) throws InterruptedException;
  }
}
