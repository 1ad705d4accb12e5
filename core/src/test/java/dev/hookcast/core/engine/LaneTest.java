package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Limits;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final SubscriptionId ID = new SubscriptionId("lane");

  private final Lane lane = new Lane(ID, new Window(1_000, 1 << 20).newTenant());

  @Test
  void besideABacklogNothingIsTurnedAwayForWhatIsOnItsWayIntoTheStore() {
    lane.due(Sample.NOON);
    for (int i = 0; i < 300; i++) {
      assertThat(lane.welcomes(Limits.DEFAULT, Sample.NOON)).as("with %d on their way", i).isTrue();
      lane.reserve();
    }
  }

  @Test
  void besideABacklogNoMoreWaitsHereThanIsSentSoon() {
    int waiting = 0;
    for (; waiting < 300 && lane.welcomes(Limits.DEFAULT, Sample.NOON); waiting++) {
      lane.addFresh(load(waiting));
    }
    assertThat(waiting).as("without a backlog").isEqualTo(300);
    lane.due(Sample.NOON);
    assertThat(lane.welcomes(Limits.DEFAULT, Sample.NOON)).isFalse();
  }

  private static Load load(int number) {
    var body = Bytes.utf8("{}");
    var event =
        new RecordedEvent(
            new EventId("e"), 1, OrganizationId.DEFAULT, "hookcast", body, Sample.NOON);
    var claim = Claim.first(new DeliveryId("d" + number), number, ID, 1);
    return new Load(claim, new HeldEvent(event, recorded -> Sample.event("e")));
  }
}
