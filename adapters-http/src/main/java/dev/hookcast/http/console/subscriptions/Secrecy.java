package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;

/** Which secrets are set, without a look at them. */
final class Secrecy {
  private Secrecy() {}

  /** True if this option holds a secret already, be it one that can't be read any more. */
  static boolean isSet(Secrets secrets, String option, SinkSpec spec) {
    return spec.options().stream()
        .filter(each -> each.name().equals(option))
        .anyMatch(each -> isSet(secrets, each));
  }

  private static boolean isSet(Secrets secrets, OptionSpec option) {
    return switch (option.kind()) {
      case SIGNING_SECRET -> secrets.signs();
      case SECRET ->
          secrets.unreadable().contains(Part.OTHERS) || secrets.others().containsKey(option.name());
      case SECRETS ->
          secrets.unreadable().contains(Part.OTHERS) || !secrets.under(option.name()).isEmpty();
      case TEXT, BOOLEAN, DURATION -> false;
    };
  }
}
