package dev.hookcast.core.api;

import dev.hookcast.core.Secret;
import dev.hookcast.core.subscription.Subscription;

/** What became of a rotation. */
public sealed interface Rotated {
  /** From now on requests are signed with this secret, which is to be shown this once. */
  record Done(Subscription subscription, Secret secret) implements Rotated {}

  /** The organization has no such subscription. */
  record Missing() implements Rotated {}

  /** Nothing that this subscription sends is signed. */
  record Refused(String code, String why) implements Rotated {}
}
