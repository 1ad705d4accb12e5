package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.terminal.Prompt;
import java.util.List;
import java.util.Optional;

/** What a command asks the person who typed it, if there is one. For one thread. */
final class Asking {
  private final Prompt prompt;
  private final boolean welcome;

  /**
   * Asks on the session's terminal.
   *
   * @param welcome false if there shall be no questions
   */
  Asking(Session session, boolean welcome) {
    this.prompt = new Prompt(session.out().terminal());
    this.welcome = welcome && !session.verbatim();
  }

  /** True if there is somebody who can and wants to be asked. */
  boolean possible() {
    return welcome && prompt.possible();
  }

  /** What was answered; asks again until it is something. */
  String line(String question) {
    while (true) {
      var line = answered(prompt.line(question));
      if (!line.isEmpty()) {
        return line;
      }
    }
  }

  /** What was answered, or else the default. */
  String line(String question, String usual) {
    return answered(
        usual.isEmpty() ? prompt.line(question + " []:") : prompt.line(question, usual));
  }

  /** Whether it shall be; yes if there is nobody to ask. */
  boolean confirm(String question) {
    return !possible() || answered(prompt.confirm(question));
  }

  /** The index of what was chosen. */
  int choose(String question, List<String> choices) {
    return answered(prompt.choose(question, choices));
  }

  private static <T> T answered(Optional<T> answer) {
    return answer.orElseThrow(() -> Failure.of("the answer is missing: nothing was done"));
  }
}
