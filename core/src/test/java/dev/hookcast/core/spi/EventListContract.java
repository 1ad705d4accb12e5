package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} does when its events are listed. */
public interface EventListContract extends StoreContract {
  @Test
  default void listGivesTheNewestFirstInPages() {
    for (int i = 1; i <= 5; i++) {
      accept(Sample.event("e" + i));
    }
    var pages = new ArrayList<List<String>>();
    var wanted = Optional.of(Page.Wanted.first(2));
    while (wanted.isPresent()) {
      var page = stores().events().list(query(wanted.get()));
      pages.add(page.items().stream().map(e -> e.id().value()).toList());
      wanted = page.next().map(before -> new Page.Wanted(2, Optional.of(before)));
    }
    assertThat(pages).containsExactly(List.of("e5", "e4"), List.of("e3", "e2"), List.of("e1"));
  }

  @Test
  default void theLastPageSaysThatThereIsNoMore() {
    accept(Sample.event("e1"));
    accept(Sample.event("e2"));
    assertThat(stores().events().list(query(Page.Wanted.first(2))).next()).isEmpty();
  }

  @Test
  default void listGivesEventsAsTheyCameIn() {
    var arriving = Sample.arriving(stores().ids(), Sample.event("e1"), List.of());
    stores().events().accept(List.of(arriving));
    assertThat(stores().events().list(query(Page.Wanted.first(9))).items())
        .containsExactly(arriving.record());
  }

  @Test
  default void listLeavesOutOtherOrganizations() {
    var other = new OrganizationId("other");
    accept(other, Sample.event("theirs"), NOON);
    accept(Sample.event("ours"));
    assertThat(listed(Only.ALL)).containsExactly("ours");
  }

  @Test
  default void listRestrictsToATypeAndAStatus() {
    var build = new EventType("build.create");
    accept(Sample.event("a", build, EventStatus.STARTED, Scope.NOWHERE));
    accept(Sample.event("b", build, EventStatus.FAILED, Scope.NOWHERE));
    accept(Sample.event("c", EventType.DEPLOY, EventStatus.FAILED, Scope.NOWHERE));
    assertThat(listed(Only.ALL.type(build))).containsExactly("b", "a");
    assertThat(listed(Only.ALL.status(EventStatus.FAILED))).containsExactly("c", "b");
    assertThat(listed(Only.ALL.type(build).status(EventStatus.FAILED))).containsExactly("b");
  }

  @Test
  default void listRestrictsToAProjectByIdOrNameExactly() {
    accept(in("by-id", Scope.NOWHERE.inProject(Named.ofId("quay"))));
    accept(in("by-name", Scope.NOWHERE.inProject(Named.ofName("quay"))));
    accept(in("longer", Scope.NOWHERE.inProject(Named.ofName("quays"))));
    accept(in("capital", Scope.NOWHERE.inProject(Named.ofName("Quay"))));
    accept(in("nowhere", Scope.NOWHERE));
    assertThat(listed(Only.ALL.project("quay"))).containsExactly("by-name", "by-id");
  }

  @Test
  default void listRestrictsToAnEnvironmentByIdNameOrMachineNameExactly() {
    accept(in("by-id", environments(Environment.ofId("main"))));
    accept(in("by-name", environments(environment("main", "main-x1"))));
    accept(in("by-machine", environments(environment("trunk", "main"))));
    accept(in("second", environments(Environment.ofId("dev"), Environment.ofId("main"))));
    accept(in("longer", environments(environment("maintenance", "domain"))));
    accept(in("capital", environments(Environment.ofId("Main"))));
    accept(in("nowhere", Scope.NOWHERE));
    assertThat(listed(Only.ALL.environment("main")))
        .containsExactly("second", "by-machine", "by-name", "by-id");
  }

  @Test
  default void noSignInAnEnvironmentsNameIsSpecial() {
    var names = List.of("50%", "5_%", "a\nb", "a", "b", "\\n", "it's", "[x]", "*", "\u0000", "ü😀");
    for (int i = 0; i < names.size(); i++) {
      accept(in("e" + i, environments(Environment.ofId(names.get(i)))));
    }
    for (int i = 0; i < names.size(); i++) {
      assertThat(listed(Only.ALL.environment(names.get(i))))
          .as(names.get(i))
          .containsExactly("e" + i);
    }
  }

  @Test
  default void listRestrictsToATimeOfArrivalFromIncludedToExcluded() {
    accept(OrganizationId.DEFAULT, Sample.event("before"), NOON.minusNanos(1));
    accept(OrganizationId.DEFAULT, Sample.event("noon"), NOON);
    accept(OrganizationId.DEFAULT, Sample.event("after"), NOON.plusNanos(1));
    assertThat(listed(Only.ALL.since(NOON))).containsExactly("after", "noon");
    assertThat(listed(Only.ALL.until(NOON))).containsExactly("before");
    assertThat(listed(Only.ALL.since(NOON).until(NOON.plusNanos(1)))).containsExactly("noon");
    assertThat(listed(Only.ALL.since(Instant.MIN).until(Instant.MAX))).hasSize(3);
  }

  /** The restrictions of a query, added one by one. */
  record Only(
      Optional<EventType> type,
      Optional<EventStatus> status,
      Optional<String> project,
      Optional<String> environment,
      Optional<Instant> since,
      Optional<Instant> until) {
    static final Only ALL =
        new Only(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Only type(EventType only) {
      return new Only(Optional.of(only), status, project, environment, since, until);
    }

    Only status(EventStatus only) {
      return new Only(type, Optional.of(only), project, environment, since, until);
    }

    Only project(String only) {
      return new Only(type, status, Optional.of(only), environment, since, until);
    }

    Only environment(String only) {
      return new Only(type, status, project, Optional.of(only), since, until);
    }

    Only since(Instant only) {
      return new Only(type, status, project, environment, Optional.of(only), until);
    }

    Only until(Instant only) {
      return new Only(type, status, project, environment, since, Optional.of(only));
    }

    EventStore.Query page(Page.Wanted page) {
      return new EventStore.Query(
          OrganizationId.DEFAULT, type, status, project, environment, since, until, page);
    }
  }

  private static EventStore.Query query(Page.Wanted page) {
    return Only.ALL.page(page);
  }

  private List<String> listed(Only only) {
    return stores().events().list(only.page(Page.Wanted.first(50))).items().stream()
        .map(e -> e.id().value())
        .toList();
  }

  private void accept(Event event) {
    accept(OrganizationId.DEFAULT, event, NOON);
  }

  private void accept(OrganizationId organization, Event event, Instant at) {
    stores()
        .events()
        .accept(List.of(Sample.arriving(stores().ids(), organization, event, at, List.of())));
  }

  private static Event in(String id, Scope scope) {
    return Sample.event(id, EventType.DEPLOY, EventStatus.SUCCEEDED, scope);
  }

  private static Scope environments(Environment... all) {
    return Scope.NOWHERE.inEnvironments(List.of(all));
  }

  private static Environment environment(String name, String machineName) {
    return new Environment(
        Optional.empty(), Optional.of(name), Optional.empty(), Optional.of(machineName));
  }
}
