package dev.hookcast.http.console.dialects;

import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.WordExample;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.http.console.page.PrettyJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A dialect as people read about it.
 *
 * @param words those of which there is an example
 */
record Portrait(Dialect dialect, List<WordExample> words) {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  static Portrait of(Dialect dialect) {
    return new Portrait(dialect, WordExample.of(dialect));
  }

  String name() {
    return dialect.name();
  }

  /** What it is for, in a sentence. */
  String purpose() {
    return switch (dialect.name()) {
      case "cloudevents" ->
          "The default: CloudEvents 1.0, signed as Standard Webhooks. It has a word for every"
              + " event, and is the one to take for a receiver of your own.";
      case "convox" -> "For receivers that were written for the notifications of Convox.";
      case "divshot" -> "For receivers of Divshot's release hook: one event, a release.";
      case "qovery" -> "For receivers of Qovery's webhooks about deployments.";
      case "platformsh" -> "For receivers of the activities of Platform.sh.";
      case "horizon" -> "For receivers of Horizon's webhooks, with its log of what was sent.";
      default -> "For receivers that speak it.";
    };
  }

  /** What happens to an event that it has no word for. */
  String others() {
    return dialect.closed()
        ? "Events that it has no word for aren't sent; the verdict on the event says so."
        : "Events of further types are carried under their own names.";
  }

  String success() {
    var terms = dialect.terms();
    var rule = "A status from %d to %d.".formatted(terms.successFrom(), terms.successTo());
    return terms.failuresStop()
        ? rule + " A 410 pauses the subscription."
        : rule + " Failures never pause the subscription.";
  }

  /** How often is tried, and after which waits. */
  String retries() {
    return retries(dialect.terms().retry());
  }

  private static String retries(RetryPolicy policy) {
    var waits = policy.schedule();
    if (waits.isEmpty()) {
      return "One attempt. It can be sent again by hand.";
    }
    var list = waits.stream().map(Portrait::said).collect(Collectors.joining(", "));
    var spread =
        policy.jitter() > 0
            ? ", each up to %d %% shorter or longer".formatted(Math.round(policy.jitter() * 100))
            : "";
    return (waits.size() + 1) + " attempts, with waits of " + list + spread + ".";
  }

  private static String said(Duration wait) {
    long seconds = wait.toSeconds();
    if (seconds % HOUR == 0) {
      return seconds / HOUR + " h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + " min" : seconds + " s";
  }

  /** How many events it lists. */
  int size() {
    return dialect.words().size();
  }

  /** The example of a word; of its first word if there is no such example. */
  Optional<WordExample> example(Optional<String> word) {
    return words.stream()
        .filter(each -> word.filter(each.word()::equals).isPresent())
        .findFirst()
        .or(() -> words.stream().findFirst());
  }

  String payload(WordExample example) {
    return PrettyJson.of(example.payload());
  }

  String schema(WordExample example) {
    var title = dialect.name() + " " + example.word();
    return PrettyJson.of(dialect.schema(example.word()).document(title));
  }

  /** An event in Hookcast's own words, and the statuses in which it is meant. */
  static String meaning(WordExample.Meaning meaning) {
    boolean all = meaning.statuses().size() == EventStatus.values().length;
    var statuses =
        Arrays.stream(EventStatus.values())
            .filter(meaning.statuses()::contains)
            .map(EventStatus::word)
            .collect(Collectors.joining(", "));
    return all ? "whatever its status" : statuses;
  }

  List<Proof> proofs() {
    return Proof.of(dialect.name());
  }
}
