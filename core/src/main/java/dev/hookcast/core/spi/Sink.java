package dev.hookcast.core.spi;

import dev.hookcast.core.Problem;
import dev.hookcast.core.subscription.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A kind of destination. What the other side does wrong is never an exception here but an outcome.
 * Safe for any number of threads.
 */
public interface Sink {
  /** What it is called and what it wants to know; always the same. */
  SinkSpec spec();

  /**
   * What is wrong with settings that choose this sink, with pointers relative to its options.
   * Without any I/O.
   */
  List<Problem> check(Settings settings);

  /**
   * Settings that passed {@link #check} in the form in which they are kept: the same meaning in
   * plainer words. Without any I/O.
   */
  default Settings tidied(Settings settings) {
    return settings;
  }

  /**
   * What the world says about settings that passed {@link #check}, such as where a name leads now.
   * Asked when they are written, so that a mistake is told at once; whoever waits for it holds no
   * lock. Takes a second or two at most, and never throws for what the other side did.
   */
  default Outlook outlook(Settings settings) {
    return Outlook.CLEAR;
  }

  /**
   * What stands in the way of settings just now, with pointers relative to the sink's options.
   *
   * @param problems why they can't be taken
   * @param warnings why they may not work, though they can be taken
   */
  record Outlook(List<Problem> problems, List<Problem> warnings) {
    /** Nothing does. */
    public static final Outlook CLEAR = new Outlook(List.of(), List.of());

    public Outlook {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }

    /** The same seen from a document in which the options stand at {@code prefix}. */
    public Outlook under(String prefix) {
      return new Outlook(
          problems.stream().map(problem -> problem.under(prefix)).toList(),
          warnings.stream().map(warning -> warning.under(prefix)).toList());
    }
  }

  /**
   * Where requests with these settings go, such as {@code example.org:443}: subscriptions that
   * share it share its cap, if the operator has set one. Empty if there is no such place, or it
   * isn't known. The same each time, quickly, without any I/O, and without secrets.
   */
  Optional<String> destination(Settings settings);

  /**
   * What {@link #send} would send of the same shipment, in so far as it doesn't depend on where it
   * goes: the settings need no options. Without any I/O, and without secrets.
   */
  Payload preview(Shipment shipment);

  /**
   * Makes one attempt: exactly one request, or none if it can't be made. Blocks until it is over,
   * within the time that the sink allows itself, and never throws for what the other side did. The
   * receipt holds no secret.
   */
  Receipt send(Shipment shipment);
}
