package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The filter as it stands in the form. */
record FilterForm(Draft draft, JsonObject before, Place place) {
  private static final String STATES = "states";

  /** What was chosen, as the API has it; on the pages of a place always within that place. */
  JsonObject document() {
    var out =
        JsonObject.writing()
            .put("events", events())
            .put("statuses", draft.checkedOf(Draft.STATUS))
            .putText(
                "project_match",
                Optional.of(draft.text("filter.project_match")).filter(word -> !word.isEmpty()));
    for (var name : Draft.LISTS) {
      var entries = entries(name);
      // Left out, the dialect's usual states are meant; an empty list is none in particular.
      if (!name.equals(STATES) || !entries.isEmpty() || everyState()) {
        out.put(name, entries);
      }
    }
    return out.done();
  }

  private List<String> entries(String name) {
    if (!name.equals(place.member())) {
      return draft.lines("filter." + name);
    }
    var present = new ArrayList<>(Draft.texts(before.array(name)));
    if (!present.contains(place.name())) {
      present.add(place.name());
    }
    return present;
  }

  private boolean everyState() {
    return before.get(STATES).isPresent() && before.array(STATES).items().isEmpty();
  }

  /** In their former order, so that saving what nobody changed changes nothing. */
  private List<String> events() {
    var former = Draft.texts(before.array("events"));
    if (draft.wantsAll()) {
      return former.equals(List.of("*")) ? former : List.of();
    }
    var chosen =
        Stream.concat(draft.checkedOf(Draft.EVENT).stream(), draft.lines("filter.events").stream())
            .distinct()
            .toList();
    return Stream.concat(former.stream().filter(chosen::contains), chosen.stream())
        .distinct()
        .toList();
  }
}
