package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinsTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Bins bins = new Bins();

  @Test
  void whatIsTooMuchInAllMakesTheOldestGo() {
    var first = new SubscriptionId("first");
    var second = new SubscriptionId("second");
    bins.add(first, of(MEBIBYTE));
    for (int i = 0; i < 15; i++) {
      bins.add(second, of(MEBIBYTE));
    }
    assertThat(bins.of(first)).isEmpty();
    assertThat(bins.of(second)).hasSize(15);
  }

  @Test
  void oneThatIsTooLargeByItselfIsNotKept() {
    bins.add(new SubscriptionId("one"), of(17 * MEBIBYTE));
    assertThat(bins.of(new SubscriptionId("one"))).isEmpty();
    bins.add(new SubscriptionId("one"), of(1));
    assertThat(bins.of(new SubscriptionId("one"))).hasSize(1);
  }

  private static Bins.Caught of(int size) {
    return new Bins.Caught(
        Instant.EPOCH, new DeliveryId("d"), 1, 200, List.of(), Bytes.of(new byte[size]));
  }
}
