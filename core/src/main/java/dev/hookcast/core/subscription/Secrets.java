package dev.hookcast.core.subscription;

import dev.hookcast.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription's secrets. Their text form shows none of them.
 *
 * @param signing the secret that requests are signed with
 * @param retiring a former one that signs beside it for a while
 * @param others further secret options by name; one of several under a name as {@code name/key}
 */
public record Secrets(
    Optional<Secret> signing, Optional<Retiring> retiring, Map<String, Secret> others) {
  /** No secrets. */
  public static final Secrets NONE = new Secrets(Optional.empty(), Optional.empty(), Map.of());

  public Secrets {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** A signing secret on its way out. */
  public record Retiring(Secret secret, Instant until) {}

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
    return new Secrets(Optional.empty(), Optional.empty(), others);
  }

  /** True if one of these secrets, the retiring one aside, is another one or missing there. */
  public boolean differIn(Secrets other) {
    boolean signingDiffers = signing.isPresent() && !signing.equals(other.signing);
    return signingDiffers
        || others.entrySet().stream()
            .anyMatch(each -> !each.getValue().equals(other.others.get(each.getKey())));
  }

  /** The same with this signing secret. */
  public Secrets signingWith(Secret secret) {
    return new Secrets(Optional.of(secret), retiring, others);
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
    return new Secrets(Optional.of(secret), next, others);
  }

  /** Until when a former secret signs beside the current one, if one does at this time. */
  public Optional<Instant> retiringAt(Instant now) {
    return retiring.map(Retiring::until).filter(now::isBefore);
  }
}
