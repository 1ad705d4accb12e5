package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.spi.SettableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dns;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupsTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private final SettableClock clock = new SettableClock(Sending.NOW);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger threads = new AtomicInteger();
  private final Lookups lookups =
      new Lookups(
          Lookups.pool(
              task -> {
                threads.incrementAndGet();
                return Thread.ofPlatform().daemon().unstarted(task);
              }),
          clock,
          SOON);

  /** Names that begin with {@code dead} never answer; all others do at once. */
  private final Dns names =
      host -> {
        asked.incrementAndGet();
        if (host.startsWith("dead")) {
          hang();
        }
        return List.of(InetAddress.getLoopbackAddress());
      };

  @AfterEach
  void letGo() {
    end.countDown();
  }

  @Test
  void aThousandNamesThatNeverAnswerLeaveRoomForThoseThatDid() throws UnknownHostException {
    lookups.addresses(names, "good.example.org");

    var waiting = inParallel(IntStream.range(0, 1_000).mapToObj(i -> "dead.d" + i + ".org"));
    Awaitility.await().until(() -> hanging.get() == 48);
    for (int i = 0; i < 100; i++) {
      assertThat(lookups.addresses(names, "good.example.org")).hasSize(1);
    }
    waiting.forEach(LookupsTest::join);

    assertThat(hanging).hasValue(48);
    assertThat(threads).hasValueLessThanOrEqualTo(64);
    assertThat(lookups.addresses(names, "good.example.org")).hasSize(1);
  }

  @Test
  void aDomainThatNeverAnswersLeavesRoomForOthers() throws UnknownHostException {
    var waiting =
        inParallel(IntStream.range(0, 200).mapToObj(i -> "dead" + i + ".hooks.example.co.uk"));
    Awaitility.await().until(() -> hanging.get() == 4);

    assertThat(lookups.addresses(names, "new.other.co.uk")).hasSize(1);
    waiting.forEach(LookupsTest::join);
    assertThat(hanging).hasValue(4);
  }

  @Test
  void aNameThatGaveNoAnswerInTimeIsntAskedForAgainSoon() {
    unknown("dead.example.org");
    unknown("dead.example.org");
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofSeconds(5));
    unknown("dead.example.org");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aNameThatOnlyWaitedForOthersIsAskedForAsSoonAsTheyAreDone() throws UnknownHostException {
    for (int i = 0; i < 4; i++) {
      unknown("dead" + i + ".example.org");
    }
    unknown("good.example.org");
    assertThat(asked).hasValue(4);

    end.countDown();
    Awaitility.await().until(() -> hanging.get() == 0);
    assertThat(lookups.addresses(names, "good.example.org")).hasSize(1);
  }

  @Test
  void aNameThatNobodyKnowsIsAskedForEachTime() {
    Dns nobody =
        host -> {
          asked.incrementAndGet();
          throw new UnknownHostException(host);
        };
    for (int i = 1; i <= 20; i++) {
      assertThatThrownBy(() -> lookups.addresses(nobody, "none.example.org"))
          .isInstanceOf(UnknownHostException.class);
      assertThat(asked).hasValue(i);
    }
  }

  @Test
  void whatCantBeLookedUpAtAllGivesItsRoomBack() {
    var taking = new AtomicInteger();
    var closed =
        new Lookups(
            task -> {
              taking.incrementAndGet();
              throw new RejectedExecutionException("closed");
            },
            clock,
            SOON);
    for (int i = 1; i <= 100; i++) {
      assertThatThrownBy(() -> closed.addresses(names, "good.example.org"))
          .isInstanceOf(UnknownHostException.class);
      assertThat(taking).hasValue(i);
    }
  }

  @Test
  void nobodyFillsTheMemoryWithNames() {
    var known = new KnownNames();
    for (int i = 0; i < 20_000; i++) {
      known.hung("a" + i, clock.instant().plusSeconds(1));
      known.answered("b" + i);
    }
    assertThat(known.hangs("a9999", clock.instant())).isFalse();
    assertThat(known.hangs("a10000", clock.instant())).isTrue();
    assertThat(known.answers("b9999")).isFalse();
    assertThat(known.answers("b10000")).isTrue();
  }

  private void unknown(String host) {
    assertThatThrownBy(() -> lookups.addresses(names, host))
        .isInstanceOf(UnknownHostException.class);
  }

  private void hang() throws UnknownHostException {
    hanging.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new UnknownHostException("interrupted");
    } finally {
      hanging.decrementAndGet();
    }
  }

  private List<Thread> inParallel(Stream<String> hosts) {
    return hosts.map(host -> Thread.startVirtualThread(() -> unknown(host))).toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
