package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/hook",
        "https://127.0.0.1:8443/hook",
        "http://localhost:8080/hook",
        "http://[::1]:8080/hook",
        "http://127.9.9.9/"
      })
  void whatTheOperatorOpenedIsOpen(String url) {
    assertThat(guard(Sending.LOOPBACK).opens(url)).isTrue();
    assertThat(guard(EgressPolicy.PUBLIC).opens(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hook",
        "http://93.184.215.14/hook",
        "http://10.0.0.1/hook",
        "http://127.0.0.1:22/hook",
        "http://user@127.0.0.1:8080/hook",
        "ftp://127.0.0.1/",
        "nonsense",
        ""
      })
  void whatIsPublicOrClosedOrWrongIsNot(String url) {
    assertThat(guard(Sending.LOOPBACK).opens(url)).isFalse();
  }

  @Test
  void itsClientReachesWhatIsOpenAndNothingThatIsClosed() throws IOException {
    try (var server = RudeServer.sayingOnce("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      var request = new Request.Builder().url(server.url()).build();
      try (var answer = guard(Sending.LOOPBACK).client().newCall(request).execute()) {
        assertThat(answer.code()).isEqualTo(200);
      }
      var closed = guard(EgressPolicy.PUBLIC);

      assertThatThrownBy(() -> closed.client().newCall(request).execute())
          .isInstanceOfSatisfying(
              IOException.class, failure -> assertThat(closed.refused(failure)).isTrue());
      assertThat(closed.refused(new UnknownHostException("x"))).isFalse();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static Guard guard(EgressPolicy policy) {
    return new Guard(policy, Sending.LOOKUPS);
  }
}
