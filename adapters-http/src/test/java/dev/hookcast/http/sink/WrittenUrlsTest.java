package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Problem;
import dev.hookcast.core.spi.Sink.Outlook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenUrlsTest {
  private static final String URL = "https://hooks.example.org/a";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.9",
        "10.3.2.1",
        "169.254.169.254",
        "100.70.0.1",
        "::1",
        "fd00::9",
        "::ffff:10.0.0.9",
        "64:ff9b::a00:9",
        "2002:a00:9::"
      })
  void aNameThatLeadsInsideIsRefusedInTheWordsForAnAddressThatIs(String address) {
    var refused = outlook(EgressPolicy.PUBLIC, URL, address);
    var mixed = outlook(EgressPolicy.PUBLIC, URL, "93.184.216.34", address);
    var literal = EgressPolicy.PUBLIC.problems("https://10.0.0.1/").getFirst();

    assertThat(refused.problems()).containsExactly(literal.under("/url"));
    assertThat(mixed).isEqualTo(refused);
    assertThat(refused.toString()).doesNotContain(address);
  }

  @Test
  void aNameThatLeadsOutsideOrWhereTheOperatorAllowsIsFine() {
    assertThat(outlook(EgressPolicy.PUBLIC, URL, "93.184.216.34", "2606:4700::1111"))
        .isEqualTo(Outlook.CLEAR);
    assertThat(outlook(Sending.LOOPBACK, URL, "127.0.0.1")).isEqualTo(Outlook.CLEAR);
  }

  @Test
  void aNameOfThisServiceIsASelfTarget() {
    var own = new Own(List.of(Cidr.of("93.184.216.34")), () -> 8_080);
    var here = new EgressPolicy(Sending.LOOPBACK.allowed(), List.of(), false, own);

    assertThat(codes(outlook(here, URL, "93.184.216.34"))).containsExactly("url_self_target");
    assertThat(codes(outlook(here, "http://a.example.org:8080/", "127.0.0.1")))
        .containsExactly("url_self_target");
    assertThat(codes(outlook(here, "http://a.example.org:8081/", "127.0.0.1"))).isEmpty();
  }

  @Test
  void anAddressIsntLookedUp() {
    Dns nobody =
        host -> {
          throw new AssertionError(host);
        };
    var urls = new WrittenUrls(nobody, EgressPolicy.PUBLIC, Runnable::run);

    for (var url : List.of("https://93.184.216.34/", "https://[2606:4700::1111]/x", "nonsense")) {
      assertThat(urls.outlook(url)).isEqualTo(Outlook.CLEAR);
    }
  }

  @Test
  void aNameThatNobodyKnowsIsTakenWithAWarning() {
    Dns nobody =
        host -> {
          throw new UnknownHostException("resolver 10.9.9.9 said no");
        };
    var found = new WrittenUrls(nobody, EgressPolicy.PUBLIC, Runnable::run).outlook(URL);

    assertThat(found.problems()).isEmpty();
    assertThat(found.warnings()).extracting(Problem::code).containsExactly("dns_unresolved");
    assertThat(found.toString()).doesNotContain("10.9.9.9");
  }

  @Test
  void aNameServiceThatHangsTakesFewThreadsAndHoldsUpNobodyForLong() {
    var hung = new CountDownLatch(1);
    var asked = new AtomicInteger();
    Dns slow =
        host -> {
          asked.incrementAndGet();
          try {
            hung.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException(host);
          }
          return List.of();
        };
    var urls = new WrittenUrls(slow, EgressPolicy.PUBLIC, Thread::startVirtualThread);
    try {
      var seen = new HashSet<Object>();
      for (int i = 0; i < 200; i++) {
        seen.add(codes(urls.outlook("https://h" + i + ".example.org/")));
      }
      assertThat(seen).containsExactly(List.of("dns_unresolved"));
      assertThat(asked).hasValueLessThanOrEqualTo(4);
    } finally {
      hung.countDown();
    }
  }

  @Test
  void whatCantBeLookedUpAtAllGivesItsRoomBack() {
    var urls =
        new WrittenUrls(
            Dns.SYSTEM,
            EgressPolicy.PUBLIC,
            task -> {
              throw new RejectedExecutionException("closed");
            });
    for (int i = 0; i < 20; i++) {
      assertThat(codes(urls.outlook(URL))).containsExactly("dns_unresolved");
    }
  }

  private static Outlook outlook(EgressPolicy policy, String url, String... addresses) {
    Dns names =
        host ->
            List.of(addresses).stream()
                .map(text -> Literals.parse(text).orElseThrow())
                .map(WrittenUrlsTest::address)
                .toList();
    return new WrittenUrls(names, policy, Runnable::run).outlook(url);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress("x", bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> codes(Outlook outlook) {
    return java.util.stream.Stream.of(outlook.problems(), outlook.warnings())
        .flatMap(List::stream)
        .map(Problem::code)
        .toList();
  }
}
