package dev.hookcast.core.api;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Keeps who wants what. Safe for any number of threads; changes are durable when they return. */
public final class Subscriptions {
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final SettingsCheck check;
  private final Tools tools;
  private final Trail trail;
  private final ReentrantLock adding;

  Subscriptions(Directory directory, Dispatcher dispatcher, Sinks sinks, Tools tools, Trail trail) {
    this(directory, dispatcher, new SettingsCheck(sinks), tools, trail, new ReentrantLock());
  }

  private Subscriptions(
      Directory directory,
      Dispatcher dispatcher,
      SettingsCheck check,
      Tools tools,
      Trail trail,
      ReentrantLock adding) {
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.check = check;
    this.tools = tools;
    this.trail = trail;
    this.adding = adding;
  }

  /** The same in the name of this author: the audit log tells of it. */
  public Subscriptions by(Author author) {
    return new Subscriptions(directory, dispatcher, check, tools, trail.by(author), adding);
  }

  /**
   * What keeping subscriptions needs besides.
   *
   * @param chance makes secrets, so it has to be unpredictable
   */
  public record Tools(Ids ids, InstantSource clock, RandomGenerator chance, Quotas quotas) {}

  /**
   * A new subscription.
   *
   * @param freshSecret the secret that was made for it, to be shown this once
   * @param warnings what is allowed but may not work
   */
  public record Created(
      Subscription subscription, Optional<Secret> freshSecret, List<Problem> warnings) {
    public Created {
      warnings = List.copyOf(warnings);
    }
  }

  /** A subscription with other settings, and what in them is allowed but may not work. */
  public record Changed(Subscription subscription, List<Problem> warnings) {
    public Changed {
      warnings = List.copyOf(warnings);
    }
  }

  /** True if there is such an organization. */
  public boolean hasOrganization(OrganizationId organization) {
    return directory.has(organization);
  }

  /**
   * Adds a subscription. Without a name it gets one; if its dialect always signs and no secret was
   * given, it gets one too.
   *
   * @throws InvalidInput if the settings can't work, or the organization may have no more
   */
  public Created create(OrganizationId organization, Settings wanted) {
    check(wanted);
    var tidied = check.tidied(wanted);
    var outlook = clear(check.outlook(tidied));
    var identity = tools.ids().next();
    var fresh = freshSecret(tidied);
    var settings = named(tidied, identity.number());
    var secrets = settings.sink().secrets();
    var signed = fresh.map(secret -> settings.with(secrets.signingWith(secret))).orElse(settings);
    var now = tools.clock().instant();
    var subscription =
        new Subscription(
            new SubscriptionId(identity.id()),
            identity.number(),
            organization,
            signed,
            Health.GOOD,
            now,
            now);
    add(subscription);
    return new Created(subscription, fresh, warnings(settings, outlook));
  }

  private void add(Subscription subscription) {
    var most = tools.quotas().subscriptions();
    if (most.isEmpty()) {
      directory.add(subscription, trail.created(subscription));
      return;
    }
    adding.lock();
    try {
      var present = directory.list(subscription.organization()).size();
      Quotas.check(most, present, "subscriptions");
      directory.add(subscription, trail.created(subscription));
    } finally {
      adding.unlock();
    }
  }

  /**
   * Gives a subscription other settings.
   *
   * @param wanted makes them from the present ones; no other change comes in between. It may be
   *     asked several times
   * @return nothing if the organization has no such subscription
   * @throws InvalidInput if the settings can't work; then nothing is changed
   */
  public Optional<Changed> change(
      OrganizationId organization, SubscriptionId id, Function<Subscription, Settings> wanted) {
    return find(organization, id)
        .map(current -> outlook(current.settings(), wanted.apply(current)))
        .flatMap(
            outlook ->
                changed(id, wanted, AuditAction.SUBSCRIPTION_CHANGE)
                    .map(saved -> told(saved, outlook)));
  }

  private Optional<Subscription> changed(
      SubscriptionId id, Function<Subscription, Settings> wanted, AuditAction action) {
    var changed = directory.change(id, current -> changed(current, wanted), trail.of(action));
    // Whatever it held may be due now.
    dispatcher.expect(id);
    return changed;
  }

  /** Before the change and without its lock: looking about takes a while. */
  private Sink.Outlook outlook(Settings current, Settings wanted) {
    check(wanted);
    return check.leadElsewhere(current, wanted)
        ? clear(check.outlook(check.tidied(wanted)))
        : Sink.Outlook.CLEAR;
  }

  private Changed told(Subscription saved, Sink.Outlook outlook) {
    return new Changed(saved, warnings(saved.settings(), outlook));
  }

  /** Stops new deliveries; those that wait are held. */
  public Optional<Subscription> pause(OrganizationId organization, SubscriptionId id) {
    return switched(organization, id, false, AuditAction.SUBSCRIPTION_PAUSE);
  }

  /** Goes on, with what was held too. */
  public Optional<Subscription> resume(OrganizationId organization, SubscriptionId id) {
    return switched(organization, id, true, AuditAction.SUBSCRIPTION_RESUME);
  }

  private Optional<Subscription> switched(
      OrganizationId organization, SubscriptionId id, boolean on, AuditAction action) {
    return find(organization, id)
        .flatMap(found -> changed(id, s -> s.settings().enabled(on), action));
  }

  /**
   * Replaces the secret that requests are signed with, or gives a first one. Repeating it with the
   * same secret keeps the former one signing.
   *
   * @throws InvalidInput if the dialect can't use the secret that was given
   */
  public Rotated rotateSecret(OrganizationId organization, SubscriptionId id, Rotation rotation) {
    if (find(organization, id).isEmpty()) {
      return new Rotated.Missing();
    }
    return directory
        .change(
            id,
            current -> rotated(current, rotation),
            trail.of(AuditAction.SUBSCRIPTION_ROTATE_SECRET))
        .map(Subscriptions::rotated)
        .orElseGet(Rotated.Missing::new);
  }

  /** Until when a former secret signs beside the current one, if one does now. */
  public Optional<Instant> retiringUntil(Subscription subscription) {
    return Optional.of(subscription.settings())
        .filter(settings -> settings.dialect().signsWithBoth())
        .flatMap(settings -> settings.sink().secrets().retiringAt(tools.clock().instant()));
  }

  /** Deletes a subscription and cancels what it still waited for; false if there is none. */
  public boolean delete(OrganizationId organization, SubscriptionId id) {
    return directory.delete(organization, id, trail::deleted);
  }

  /**
   * Seals the secrets of so many subscriptions anew under the newest master key, of every
   * organization. Goes on where it was when it is called again.
   */
  public SubscriptionStore.Resealed reseal(int limit) {
    return directory.reseal(limit, trail.resealed());
  }

  /** One subscription of the organization. */
  public Optional<Subscription> find(OrganizationId organization, SubscriptionId id) {
    return directory.find(id).filter(s -> s.organization().equals(organization));
  }

  /** All of the organization's subscriptions, the newest first. */
  public List<Subscription> list(OrganizationId organization) {
    return directory.list(organization);
  }

  /** A page of the organization's subscriptions, the newest first. */
  public Page<Subscription> list(OrganizationId organization, Page.Wanted page) {
    return Page.of(list(organization), page, Subscription::number);
  }

  /** What gives up something that others rely on, such as knowing who receives. */
  public static List<Problem> cautions(Settings settings) {
    return SettingsCheck.cautions(settings);
  }

  /** What keeps a subscription from working, and what is allowed but probably not meant. */
  public record Validity(List<Problem> errors, List<Problem> warnings) {
    public Validity {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Looks whether a subscription can work as things stand: what was right when it was saved needn't
   * be any more, such as a sink that was switched off or a name that leads elsewhere by now. Asks
   * no receiver.
   *
   * @return nothing if the organization has no such subscription
   */
  public Optional<Validity> validate(OrganizationId organization, SubscriptionId id) {
    return find(organization, id).map(Subscription::settings).map(this::validity);
  }

  private Validity validity(Settings settings) {
    var errors = check.errors(settings);
    if (!errors.isEmpty()) {
      return new Validity(errors, check.allWarnings(settings));
    }
    var outlook = check.outlook(settings);
    return new Validity(
        outlook.problems(), joined(check.allWarnings(settings), outlook.warnings()));
  }

  private List<Problem> warnings(Settings settings, Sink.Outlook outlook) {
    return joined(check.warnings(settings), outlook.warnings());
  }

  private static List<Problem> joined(List<Problem> one, List<Problem> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static Sink.Outlook clear(Sink.Outlook outlook) {
    if (!outlook.problems().isEmpty()) {
      throw new InvalidInput(outlook.problems());
    }
    return outlook;
  }

  private void check(Settings settings) {
    var problems = check.problems(settings);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private Optional<Secret> freshSecret(Settings settings) {
    boolean unsigned = !settings.sink().secrets().signs();
    return unsigned && settings.sink().speaksDialect()
        ? settings.dialect().freshSecret(tools.chance())
        : Optional.empty();
  }

  private Settings named(Settings settings, long number) {
    return settings.name().isBlank()
        ? settings.named(settings.sink().kind() + "-" + number)
        : settings;
  }

  private Optional<Subscription> rotated(Subscription current, Rotation rotation) {
    var now = tools.clock().instant();
    return rotation
        .applied(current.settings(), now, tools.chance())
        .map(settings -> current.changed(settings, now));
  }

  private static Rotated rotated(Subscription now) {
    return Rotation.refusal(now.settings())
        .<Rotated>map(why -> new Rotated.Refused("secret_unsupported", why))
        .orElseGet(
            () -> new Rotated.Done(now, now.settings().sink().secrets().signing().orElseThrow()));
  }

  /** Nothing if it is as it shall be already. */
  private Optional<Subscription> changed(
      Subscription current, Function<Subscription, Settings> wanted) {
    var settings = wanted.apply(current);
    check(settings);
    var tidied = named(check.tidied(settings), current.number());
    return Optional.of(tidied)
        .filter(other -> !other.equals(current.settings()))
        .map(other -> current.changed(other, tools.clock().instant()));
  }
}
