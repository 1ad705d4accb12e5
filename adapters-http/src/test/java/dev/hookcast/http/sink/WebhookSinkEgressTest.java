package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.Sending.LOOPBACK;
import static dev.hookcast.http.sink.Sending.send;
import static dev.hookcast.http.sink.Sending.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.spi.Receipt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkEgressTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  /** Spellings that the check of the URL would refuse; here the socket alone has to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "http://2130706433:PORT/",
        "http://127.1:PORT/",
        "http://127.0.0.1.:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::1]:PORT/",
        "http://0.0.0.0:PORT/",
        "http://0:PORT/",
        "http://[::]:PORT/",
        "http://0x7f.1:PORT/",
        "http://10.0.0.1:PORT/",
        "http://169.254.169.254/",
        "http://[fd00:ec2::254]/",
        "http://[64:ff9b::7f00:1]:PORT/",
        "http://[2002:7f00:1::]:PORT/",
        "https://127.0.0.1:PORT/"
      })
  void noSpellingOfAnInnerAddressIsEverDialled(String url) throws IOException {
    try (var server = RudeServer.saying(OK)) {
      var target = url.replace("PORT", "" + server.port());
      var receipt = send(Sending.sink(EgressPolicy.PUBLIC), to(target));

      assertThat(receipt.exchange().failure().orElseThrow().code())
          .isIn("egress_blocked", "dns_failure");
      assertThat(receipt.exchange().response()).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.1.1", "::ffff:127.0.0.1", "fd00::1", "169.254.169.254"})
  void aNameThatLeadsInsideIsBlocked(String address) {
    var sink = Sending.sink(EgressPolicy.PUBLIC, address);

    assertThat(code(send(sink, to("http://inside.example.org/")))).isEqualTo("egress_blocked");
  }

  @Test
  void aNameThatLeadsInsideAndOutsideIsBlockedAsAWhole() throws IOException {
    try (var server = RudeServer.saying(OK)) {
      var sink = Sending.sink(EgressPolicy.allowing("127.0.0.1"), "127.0.0.1", "10.1.1.1");
      var receipt = send(sink, to("http://both.example.org:" + server.port() + "/"));

      assertThat(code(receipt)).isEqualTo("egress_blocked");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void whatIsBlockedLooksTheSameWhetherSomebodyListensOrNot() throws IOException {
    var sink = Sending.sink(EgressPolicy.PUBLIC);
    try (var server = RudeServer.saying(OK)) {
      var seen = new HashSet<Object>();
      for (var host : new String[] {"127.0.0.1:" + server.port(), "127.0.0.1:1", "10.0.0.1:6379"}) {
        var receipt = send(sink, to("http://" + host + "/"));
        seen.add(receipt.exchange().failure());
        assertThat(receipt.exchange().failure().toString()).doesNotContain("127", "10.0");
      }
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void aThousandPortsInsideTellNothingOfWhoListens() throws IOException {
    var sink = Sending.sink(EgressPolicy.PUBLIC);
    try (var server = RudeServer.saying(OK)) {
      var seen = new HashSet<Object>();
      for (int port = server.port() - 500; port < server.port() + 500; port++) {
        var receipt = send(sink, to("http://127.0.0.1:" + Math.min(port, 65_535) + "/"));
        seen.add(receipt.exchange().failure().orElseThrow() + " " + receipt.exchange().response());
      }
      assertThat(seen).hasSize(1).allMatch(told -> told.toString().contains("egress_blocked"));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void whatTheOperatorOpenedIsReached() throws IOException {
    try (var server = RudeServer.saying(OK)) {
      var byName = Sending.sink(LOOPBACK, "127.0.0.1");

      assertThat(send(Sending.sink(LOOPBACK), to(server.url())).outcome())
          .isInstanceOf(Outcome.Delivered.class);
      assertThat(send(byName, to("http://any.example.org:" + server.port() + "/")).outcome())
          .isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aPortThatIsNotForWebhooksIsBlockedEvenForANameThatWasAccepted() {
    assertThat(code(send(Sending.sink(LOOPBACK), to("http://127.0.0.1:25/"))))
        .isEqualTo("egress_blocked");
  }

  @Test
  void aNameThatNobodyKnowsIsADnsFailure() {
    assertThat(code(send(Sending.sink(LOOPBACK), to("http://no-such-name.invalid/"))))
        .isEqualTo("dns_failure");
  }

  @Test
  void aSocketChecksEveryWayToConnect() {
    var sockets = new GuardedSockets(EgressPolicy.PUBLIC);
    var local = InetAddress.getLoopbackAddress();

    assertThatThrownBy(() -> sockets.createSocket(local, 80)).isInstanceOf(EgressBlocked.class);
    assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", 80))
        .isInstanceOf(EgressBlocked.class);
    assertThatThrownBy(() -> sockets.createSocket(local, 80, local, 0))
        .isInstanceOf(EgressBlocked.class);
    assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", 80, local, 0))
        .isInstanceOf(EgressBlocked.class);
    assertThatThrownBy(
            () -> sockets.createSocket().connect(InetSocketAddress.createUnresolved("x.org", 80)))
        .isInstanceOf(EgressBlocked.class);
  }

  private static String code(Receipt receipt) {
    return receipt.exchange().failure().orElseThrow().code();
  }
}
