package dev.hookcast.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventExamplesTest {
  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void everyKnownTypeHasAnExampleThatSaysWhere(EventStatus status) {
    for (var type : EventCatalogue.all()) {
      var event = EventExamples.of(type, status);
      assertThat(event.type()).isEqualTo(type);
      assertThat(event.status()).isEqualTo(status);
      assertThat(event.scope()).as("%s", type).isNotEqualTo(Scope.NOWHERE);
      assertThat(event.details().actor()).isPresent();
      assertThat(event.details().message().isPresent()).isEqualTo(status == EventStatus.FAILED);
      assertThat(event.times().duration().isPresent()).isEqualTo(status != EventStatus.STARTED);
    }
  }

  @Test
  void anUnknownTypeHasOneToo() {
    var event = EventExamples.of(new EventType("planet." + "x".repeat(190)));
    assertThat(event.scope().project()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void aDeploymentHasOneForEachCause(EventStatus status) {
    var examples = EventExamples.every(EventType.DEPLOY, status);
    assertThat(examples.getFirst()).isEqualTo(EventExamples.of(EventType.DEPLOY, status));
    assertThat(examples)
        .extracting(e -> e.details().deployment().flatMap(Deployment::cause))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Cause.values()).map(Optional::of).toList());
    assertThat(examples).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(EventExamples.every(new EventType("a.b"), status)).hasSize(1);
  }

  @Test
  void isAlwaysTheSame() {
    assertThat(EventExamples.of(EventType.DEPLOY)).isEqualTo(EventExamples.of(EventType.DEPLOY));
  }
}
