package dev.hookcast.http.server;

import dev.hookcast.core.OrganizationId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Lets through what stays within the limits. Safe for any number of threads. */
final class Turnstile {
  private final Limits limits;
  private final Optional<Pace> tokens;
  private final Optional<Pace> organizations;
  private final Optional<Pace> tokenResends;
  private final Optional<Pace> organizationResends;
  private final Optional<Pace> events;
  private final WrongTokens wrong;
  private final Map<String, Integer> readers = new ConcurrentHashMap<>();

  Turnstile(Limits limits, InstantSource clock) {
    this.limits = limits;
    tokens = pace("token", limits.requests().perToken(), clock);
    organizations = pace("organization", limits.requests().perOrganization(), clock);
    tokenResends = pace("token-resends", limits.resends().perToken(), clock);
    organizationResends = pace("organization-resends", limits.resends().perOrganization(), clock);
    events = pace("events", limits.eventsPerOrganization(), clock);
    wrong = new WrongTokens(WrongTokens.ADDRESSES, clock);
  }

  private static Optional<Pace> pace(String policy, Optional<Integer> rate, InstantSource clock) {
    return rate.map(perSecond -> new Pace(policy, perSecond, clock));
  }

  /** What a call has taken so far, to be told with its answer. */
  static final class Ticket {
    private final List<Pace.Level> levels = new ArrayList<>();

    private void take(Pace pace, String who, int cost, String what) {
      var level = pace.take(who, cost);
      levels.removeIf(before -> before.policy().equals(level.policy()));
      levels.add(level);
      if (!level.granted()) {
        throw refusal(level, what);
      }
    }

    private Refusal refusal(Pace.Level level, String what) {
      var refusal =
          Refusal.of(ProblemType.RATE_LIMITED, "There are too many " + what + ".")
              .with("Retry-After", Long.toString(level.delay()));
      for (var header : headers().entrySet()) {
        refusal = refusal.with(header.getKey(), header.getValue());
      }
      return refusal;
    }

    /** The header fields that tell how much is left; none if nothing is limited. */
    Map<String, String> headers() {
      return levels.isEmpty()
          ? Map.of()
          : Map.of(
              "RateLimit-Policy",
              levels.stream().map(Pace.Level::policyField).collect(Collectors.joining(", ")),
              "RateLimit",
              levels.stream().map(Pace.Level::levelField).collect(Collectors.joining(", ")));
    }
  }

  /** Counts a call with this token. */
  void call(Ticket ticket, Admission.Known known) {
    tokens.ifPresent(pace -> ticket.take(pace, known.standIn(), 1, "calls with this token"));
  }

  /** Counts a call from this address with a token that isn't valid. */
  void wrongToken(String address) {
    var wait = wrong.count(address);
    if (wait.isPresent()) {
      throw Refusal.of(
              ProblemType.RATE_LIMITED, "Too many tokens that aren't valid came from this address.")
          .with("Retry-After", Long.toString(wait.get()));
    }
  }

  /** Counts a call about this organization. */
  void call(Ticket ticket, OrganizationId organization) {
    organizations.ifPresent(
        pace -> ticket.take(pace, organization.value(), 1, "calls of this organization"));
  }

  /** Counts a call that asks for something to be sent once more. */
  void resend(Ticket ticket, Admission.Admitted admitted) {
    var token = admitted.known().orElseThrow().standIn();
    var organization = admitted.organization().orElseThrow().value();
    tokenResends.ifPresent(pace -> ticket.take(pace, token, 1, "resends with this token"));
    organizationResends.ifPresent(
        pace -> ticket.take(pace, organization, 1, "resends of this organization"));
  }

  /** Counts events that are to be published. */
  void events(Ticket ticket, OrganizationId organization, int count) {
    events.ifPresent(
        pace -> ticket.take(pace, organization.value(), count, "events of this organization"));
  }

  /** The same body for a reader who counts until it is closed; closes it if there are too many. */
  LiveBody seated(LiveBody body, Admission.Admitted reader) {
    var seats = new ArrayList<String>();
    try {
      reader.known().ifPresent(known -> sit(known.standIn(), limits.streamsPerToken(), seats));
      reader.organization().ifPresent(o -> sit(o.value(), limits.streamsPerOrganization(), seats));
      return new Seated(body, () -> seats.forEach(this::leave));
    } catch (Refusal e) {
      seats.forEach(this::leave);
      body.close();
      throw e;
    }
  }

  private void sit(String seat, int most, List<String> taken) {
    taken.add(seat);
    if (readers.merge(seat, 1, Integer::sum) > most) {
      throw Refusal.of(
              ProblemType.TOO_MANY_READERS, "So many streams are read already as there may be.")
          .with("Retry-After", "5");
    }
  }

  private void leave(String seat) {
    readers.computeIfPresent(seat, (name, count) -> count == 1 ? null : count - 1);
  }

  private static final class Seated implements LiveBody {
    private final LiveBody body;
    private final Runnable leave;
    private final AtomicBoolean left = new AtomicBoolean();

    Seated(LiveBody body, Runnable leave) {
      this.body = body;
      this.leave = leave;
    }

    @Override
    public Optional<Piece> next() throws InterruptedException {
      return body.next();
    }

    @Override
    public void close() {
      body.close();
      if (left.compareAndSet(false, true)) {
        leave.run();
      }
    }
  }
}
