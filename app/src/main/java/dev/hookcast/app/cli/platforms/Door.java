package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Problems;
import dev.hookcast.app.client.Query;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One command's talk with a platform's own API.
 *
 * @param root the path that everything is below of
 * @param query goes with every call
 */
record Door(Session session, List<String> root, Query query) {
  /** The same with this query. */
  Door with(Query other) {
    return new Door(session, root, other);
  }

  /** Asks for what has to be there; fails in the door's own words if it says no. */
  Answer call(String method, String... below) {
    return granted(ask(method, below));
  }

  /** The same with a document. */
  Answer call(String method, Content content, String... below) {
    return granted(ask(method, content, below));
  }

  /** Asks for what may be refused: the answer has whatever status. */
  Answer ask(String method, String... below) {
    return session.api().ask(method, path(below));
  }

  /** The same with a document. */
  Answer ask(String method, Content content, String... below) {
    return session.api().ask(method, path(below), content);
  }

  /** The failure that an answer is which says no. */
  Failure refusal(Answer answer) {
    var words = words(answer);
    if (words.isEmpty()) {
      return Failure.of(session.api().address() + " answered with status " + answer.status());
    }
    return session.verbatim() ? Failure.verbatim(answer.body().text()) : Failure.inWords(words);
  }

  /** What the door says by way of refusal; empty if it isn't a door that answered. */
  List<String> words(Answer answer) {
    var document = document(answer);
    var words = new ArrayList<String>();
    document.text("error").or(() -> document.text("detail")).ifPresent(words::add);
    words.addAll(complaints(answer));
    if (answer.status() == 401 && !words.isEmpty()) {
      words.add(Problems.HOW_TO_BE_KNOWN);
    }
    return words;
  }

  /** What the door says about each field of what it was sent. */
  List<String> complaints(Answer answer) {
    return document(answer).object("detail").members().entrySet().stream()
        .map(complaint -> complaint.getKey() + ": " + session.line(complaint.getValue()))
        .toList();
  }

  /** The object in an answer; an empty one if there is none. */
  private JsonObject document(Answer answer) {
    try {
      return Optional.of(session.format().read(answer.body()))
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .orElse(JsonObject.EMPTY);
    } catch (InvalidInput e) {
      return JsonObject.EMPTY;
    }
  }

  private Answer granted(Answer answer) {
    if (answer.done()) {
      return answer;
    }
    throw refusal(answer);
  }

  private String path(String... below) {
    var segments = new ArrayList<>(root);
    segments.addAll(Arrays.asList(below));
    return Session.absolute(segments) + query.text();
  }
}
