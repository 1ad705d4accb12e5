package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * The form as its page shows it.
 *
 * @param current the subscription that is changed; empty for a new one
 * @param wrongs why it couldn't be saved
 */
record Form(
    Place place,
    Optional<Subscription> current,
    Draft draft,
    Offer offer,
    Wrongs wrongs,
    Outlook outlook) {

  /**
   * What the form stands for, as far as it can be understood.
   *
   * @param meaning its filter in words; empty while it can't be read
   * @param unfinished what has to be put right before it can be saved
   */
  record Outlook(Optional<String> meaning, Wrongs unfinished, Sample sample) {}

  /** Where it is sent to. */
  String path() {
    return current.map(place::path).map(path -> path + "/edit").orElse(place.path() + "/new");
  }

  /** True if this secret is set already. */
  boolean keeps(String option) {
    return current.stream()
        .map(subscription -> subscription.settings().sink())
        .filter(sink -> sink.kind().equals(offer.sink().kind()))
        .anyMatch(sink -> Secrecy.isSet(sink.secrets(), option, offer.sink()));
  }

  /** What an option is called. */
  String label(OptionSpec option) {
    var words = option.name().replace('_', ' ');
    var label = words.equals("url") ? "URL" : words.replace("ssl", "TLS");
    return EventNouns.capital(label);
  }

  /** True if it is among the few that most people look for. */
  boolean leading(OptionSpec option) {
    return option.required() || option.kind() == OptionSpec.Kind.SIGNING_SECRET;
  }

  /** True if there are options that most people pass over. */
  boolean hasFurther() {
    return offer.sink().options().stream().anyMatch(option -> !leading(option));
  }

  /** True for what doesn't fit on a line. */
  boolean severalLines(OptionSpec option) {
    return option.description().contains("PEM");
  }

  /** True if its filter asks where things happened, or which things not. */
  boolean narrows() {
    return Draft.LISTS.stream()
        .filter(name -> !draft.lines("filter." + name).isEmpty())
        .anyMatch(name -> !name.equals("states") || !usualStates());
  }

  private boolean usualStates() {
    return draft.lines("filter.states").equals(offer.dialect().usualStates());
  }

  /** True if nothing is said about retries and limits. */
  boolean usualTerms() {
    return Terms.retry(this.draft).isEmpty() && Terms.limits(this.draft).members().isEmpty();
  }

  /** The lists of the filter that can be filled in; the place of the page itself isn't asked. */
  List<FilterList> lists() {
    boolean told = !offer.dialect().usualStates().isEmpty();
    return FilterList.ALL.stream()
        .filter(list -> !list.name().equals(place.member()))
        .filter(list -> told || !list.ofDialect() || !draft.text("filter." + list.name()).isEmpty())
        .toList();
  }
}
