package dev.hookcast.slack;

import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventType;
import java.util.List;

/** One sentence that says what happened, where, and how it ended. */
final class Headline {
  /** Slack refuses a longer header: docs.slack.dev/reference/block-kit/blocks/header-block */
  static final int MAX = 150;

  private static final int MARK = 3; // the sign for the status, and a space
  private static final int LONGEST_ID = 16; // a longer one is for machines, not for a headline
  private static final List<Integer> ROOMS = List.of(60, 40, 24, 14);

  private Headline() {}

  /** The sentence, with names as long as it has room for: how it ended comes last, and counts. */
  static String of(Event event) {
    return ROOMS.stream()
        .map(room -> sentence(new Names(event, room)))
        .filter(line -> Mrkdwn.escaped(line, Integer.MAX_VALUE).length() <= MAX - MARK)
        .findFirst()
        .orElseGet(() -> sentence(new Names(event, ROOMS.getLast())));
  }

  private static String sentence(Names names) {
    var type = names.event().type();
    if (type.equals(EventType.DEPLOY)) {
      return deploy(names, names.event().details().deployment().orElse(Deployment.UNKNOWN));
    }
    return Phrase.of(type)
        .map(phrase -> said(names, phrase, " " + phrase.what().apply(names)))
        .orElseGet(() -> unknown(names));
  }

  private static String deploy(Names names, Deployment deployment) {
    var cause = deployment.cause().orElse(Cause.PUSH);
    var subject = names.subject().map(name -> " " + name + version(names, deployment, cause));
    var rest = subject.orElse("") + route(names, deployment, cause);
    if (rest.isEmpty()) {
      return "A " + noun(cause) + " " + result(names.event());
    }
    var of = subject.isPresent() ? " of" : "";
    var phrase = phrase(cause, deployment.build().orElse(false), of);
    return said(names, phrase, rest);
  }

  private static Phrase phrase(Cause cause, boolean build, String of) {
    return switch (cause) {
      case PUSH ->
          phrase("Deployed", build ? "Building and deploying" : "Deploying", "Deploy" + of);
      case PROMOTION -> phrase("Promoted", "Promoting", "Promotion" + of);
      case ROLLBACK -> phrase("Rolled back", "Rolling back", "Rollback" + of);
      case REDEPLOY -> phrase("Redeployed", "Redeploying", "Redeploy" + of);
    };
  }

  private static Phrase phrase(String done, String doing, String noun) {
    return new Phrase(done, doing, noun, names -> "");
  }

  private static String noun(Cause cause) {
    return switch (cause) {
      case PUSH -> "deploy";
      case PROMOTION -> "promotion";
      case ROLLBACK -> "rollback";
      case REDEPLOY -> "redeploy";
    };
  }

  private static String version(Names names, Deployment deployment, Cause cause) {
    // Of a rollback people want to know the version that is back, not the number it got now.
    return cause == Cause.ROLLBACK
        ? ""
        : deployment
            .version()
            .map(version -> Long.toString(version))
            .or(() -> deployment.id().filter(id -> id.length() <= LONGEST_ID))
            .map(version -> " " + names.cut(version))
            .orElse("");
  }

  private static String route(Names names, Deployment deployment, Cause cause) {
    return switch (cause) {
      case ROLLBACK ->
          names.site() + deployment.rolledBackTo().map(v -> " to version " + v).orElse("");
      case PROMOTION ->
          deployment.sourceEnvironment().map(from -> " from " + names.cut(from)).orElse("")
              + names.target();
      case PUSH, REDEPLOY -> names.target();
    };
  }

  private static String said(Names names, Phrase phrase, String rest) {
    return switch (names.event().status()) {
      case STARTED -> phrase.doing() + rest;
      case SUCCEEDED -> phrase.done() + rest;
      case FAILED, CANCELLED -> phrase.noun() + rest + " " + result(names.event());
    };
  }

  /** An event of which nothing is known but its type: the type, and no guesses. */
  private static String unknown(Names names) {
    var type = Mrkdwn.shortened(names.event().type().value(), 2 * names.room());
    return type + " " + result(names.event()) + names.place();
  }

  private static String result(Event event) {
    return switch (event.status()) {
      case STARTED -> "started";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "was cancelled";
    };
  }
}
