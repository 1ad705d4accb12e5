package dev.hookcast.core.subscription;

import static java.util.stream.Collectors.toSet;

import dev.hookcast.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A subscription's secrets. Their text form shows none of them.
 *
 * <p>What the store can't open any more is unreadable: it isn't here, but a store that is told so
 * keeps it as it is, until another takes its place.
 *
 * @param signing the secret that requests are signed with
 * @param retiring a former one that signs beside it for a while
 * @param others further secret options by name; one of several under a name as {@code name/key}
 * @param unreadable the parts that are set, but that nobody can read; empty here
 */
public record Secrets(
    Optional<Secret> signing,
    Optional<Retiring> retiring,
    Map<String, Secret> others,
    Set<Part> unreadable) {
  /** No secrets. */
  public static final Secrets NONE = new Secrets(Optional.empty(), Optional.empty(), Map.of());

  private static final Set<Part> SIGNATURE = Set.of(Part.SIGNING, Part.RETIRING);

  public Secrets {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    unreadable = Set.copyOf(unreadable);
  }

  /** Secrets that can all be read. */
  public Secrets(
      Optional<Secret> signing, Optional<Retiring> retiring, Map<String, Secret> others) {
    this(signing, retiring, others, Set.of());
  }

  /** What is sealed as one. */
  public enum Part {
    SIGNING,
    RETIRING,
    OTHERS
  }

  /** A signing secret on its way out. */
  public record Retiring(Secret secret, Instant until) {}

  /** True if requests are to be signed, be it with a secret that can't be read. */
  public boolean signs() {
    return signing.isPresent() || unreadable.contains(Part.SIGNING);
  }

  /** True if a request can be made. A former secret isn't needed for that: it only helps. */
  public boolean suffice() {
    return !unreadable.contains(Part.SIGNING) && !unreadable.contains(Part.OTHERS);
  }

  /** The secrets that sign at this time, the current one first. */
  public List<Secret> signingAt(Instant now) {
    var valid = new ArrayList<Secret>();
    signing.ifPresent(valid::add);
    retiring.filter(r -> now.isBefore(r.until())).ifPresent(r -> valid.add(r.secret()));
    return valid;
  }

  /** The secrets of an option that holds several, by key in the order given. */
  public Map<String, Secret> under(String option) {
    var found = new LinkedHashMap<String, Secret>();
    var prefix = option + "/";
    others.forEach(
        (name, secret) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), secret);
          }
        });
    return found;
  }

  /** The same without any that signs. */
  public Secrets unsigned() {
    return new Secrets(Optional.empty(), Optional.empty(), others, without(SIGNATURE));
  }

  /** True if one of these secrets, the retiring one aside, is another one or missing there. */
  public boolean differIn(Secrets other) {
    boolean signingDiffers = signing.isPresent() && !signing.equals(other.signing);
    return signingDiffers
        || !other.unreadable.containsAll(without(Set.of(Part.RETIRING)))
        || others.entrySet().stream()
            .anyMatch(each -> !each.getValue().equals(other.others.get(each.getKey())));
  }

  /** The same with this signing secret. */
  public Secrets signingWith(Secret secret) {
    return new Secrets(Optional.of(secret), retiring, others, without(Set.of(Part.SIGNING)));
  }

  /**
   * The same with this signing secret, beside which the newest of those that sign now, and no
   * other, goes on for so long.
   */
  public Secrets rotatedTo(Secret secret, Instant now, Duration overlap) {
    // Given twice, as after a lost answer, it must not drive out the one that receivers still know.
    var former = signingAt(now).stream().filter(s -> !s.equals(secret)).findFirst();
    var next =
        overlap.isZero()
            ? Optional.<Retiring>empty()
            : former.map(s -> new Retiring(s, now.plus(overlap)));
    return new Secrets(Optional.of(secret), next, others, without(SIGNATURE));
  }

  /** Until when a former secret signs beside the current one, if one does at this time. */
  public Optional<Instant> retiringAt(Instant now) {
    return retiring.map(Retiring::until).filter(now::isBefore);
  }

  private Set<Part> without(Set<Part> replaced) {
    return unreadable.stream().filter(part -> !replaced.contains(part)).collect(toSet());
  }
}
