package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  private static final EgressPolicy OPEN = EgressPolicy.allowing("127.0.0.0/8", "::1/128");
  private static final EgressPolicy NETWORK = EgressPolicy.allowing("10.0.0.0/8");
  private static final EgressPolicy HTTPS_ONLY =
      new EgressPolicy(OPEN.allowed(), OPEN.refused(), true);

  @ParameterizedTest
  @CsvSource({
    "http://example.org, http://example.org/",
    "https://example.org/hook?a=1&b=%20, https://example.org/hook?a=1&b=%20",
    "HTTPS://Example.ORG/Hook, https://example.org/Hook",
    "https://example.org.:8443/x, https://example.org:8443/x",
    "https://my_own.svc.example.org/, https://my_own.svc.example.org/",
    "https://xn--fa-hia.example/, https://xn--fa-hia.example/",
    "http://93.184.216.34:8080/, http://93.184.216.34:8080/",
    "https://[2606:4700::1111]/x, https://[2606:4700::1111]/x",
    "https://example.org:443/, https://example.org/",
    "https://0x7f.example.org/, https://0x7f.example.org/",
    "https://1.example.org/, https://1.example.org/",
    "https://example.org/%7Euser/a+b;c=d/@me?x=%41, https://example.org/%7Euser/a+b;c=d/@me?x=%41"
  })
  void aPublicUrlIsAccepted(String text, String meant) {
    assertThat(TargetUrl.checked(text, EgressPolicy.PUBLIC).url()).hasToString(meant);
    assertThat(TargetUrl.trusted(text).orElseThrow().url()).hasToString(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.9/",
        "http://127.8.7.6:8080/x",
        "http://10.9.8.7/",
        "http://0/",
        "http://0.0.0.0/",
        "http://0.7.7.7/",
        "http://172.20.1.1/",
        "http://192.168.44.1/",
        "http://[::]/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]:8080/",
        "http://[::ffff:127.0.0.9]/",
        "http://[::FFFF:7f00:9]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b:1::9]/",
        "http://[2002:a00:1::]/",
        "http://[2001:0:a00:1::]/",
        "http://[fe80::9]/",
        "http://[fe80::9%25eth0]/",
        "http://[fec0::9]/",
        "http://[fc00::9]/",
        "http://[fd00:ec2::254]/",
        "http://169.254.169.254/latest",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://metadata.google.internal/v1",
        "http://100.65.0.1/",
        "http://192.0.0.192/",
        "http://198.18.9.9/",
        "http://233.252.0.1/",
        "http://241.0.0.1/",
        "http://255.255.255.255/",
        "http://127.0.0.9./",
        "http://metadata.google.internal./"
      })
  void anAddressThatIsNotPublicIsForbidden(String text) {
    assertThat(code(text)).isEqualTo("url_target_forbidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706441/",
        "http://3232246017/",
        "http://127.9/",
        "http://127.0.9/",
        "http://10.9/",
        "http://0x7f000009/",
        "http://0x7f.0.0.9/",
        "http://0X7F.1/",
        "http://0177.0.0.9/",
        "http://127.0.0.09/",
        "http://127.0.0.256/",
        "http://1.2.3.4.5/",
        "http://0x/",
        "http://foo.0x1/",
        "http://foo.7/",
        "http://00.0.0.0/",
        "http://93.184.55330/",
        "http://127.0.0.0x9/"
      })
  void aHostThatParsersReadDifferentlyIsAmbiguous(String text) {
    assertThat(code(text)).isEqualTo("url_host_ambiguous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://LocalHost:8080/",
        "http://a.localhost/",
        "http://ip6-localhost/",
        "http://printer.local/",
        "http://db.internal/",
        "http://nas.home.arpa/",
        "http://intranet/",
        "http://localhost./",
        "http://a.b.local./"
      })
  void aNameThatIsNotPublicIsForbidden(String text) {
    assertThat(code(text)).isEqualTo("url_host_forbidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//example.org/",
        "example.org",
        "/hook",
        "http:",
        "http:example.org",
        "http:/example.org/",
        "http:///x",
        "http://",
        "http://?x",
        "http://:80/",
        "http://example..org/",
        "http://.example.org/",
        "http://example.org../",
        "http://127.0.0.1\\@example.org/",
        "http://example.org\\@127.0.0.1/",
        " http://example.org/",
        "http://example.org/ ",
        "http://example.org/\t",
        "http://exa\nmple.org/",
        "http://example.org/\r\nX: y",
        "http://example.org/\u0000",
        "http://exa mple.org/",
        "http://exa%6Dple.org/",
        "http://[::1",
        "http://[::1]x/",
        "http://[1::2::3]/",
        "http://[12345::]/",
        "http://[v1.x]/",
        "http://[]/",
        "http://example.org:0/",
        "http://example.org:-1/",
        "http://example.org:65536/",
        "http://example.org:80x/",
        "http://example.org:443:80/",
        "http://example.org:/",
        "http://xn--/",
        "http://a.xn--.org/",
        "http://exam!ple.org/",
        "http://exam,ple.org/",
        "http://example.org/a/../b",
        "http://example.org/./a",
        "http://example.org/%2e%2e/a",
        "http://example.org/\u007F"
      })
  void whatIsNoPlainUrlIsInvalid(String text) {
    assertThat(code(text)).isEqualTo("url_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/", "file:///etc/hosts", "gopher://x/", "jar:http://x!/", "data:,x",
        "javascript:alert(1)", "unix:/run/x", "http+unix://x/", "ws://example.org/", "httpx://a.b/",
        "example.org:8080/x"
      })
  void anotherSchemeIsRefused(String text) {
    assertThat(code(text)).isEqualTo("url_scheme_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:pw@example.org/",
        "http://example.org@127.0.0.1/",
        "http://1.1.1.1&@10.0.0.1/",
        "https://@example.org/"
      })
  void aUserIsRefused(String text) {
    assertThat(code(text)).isEqualTo("url_userinfo_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/#top, url_fragment_not_allowed",
    "https://example.org#, url_fragment_not_allowed",
    "https://straße.example/, url_host_not_ascii",
    "https://раypal.example/, url_host_not_ascii",
    "https://example.org/a b, url_not_encoded",
    "https://example.org/ü, url_not_encoded",
    "https://example.org/?q=ü, url_not_encoded",
    "https://example.org/%zz, url_not_encoded",
    "https://example.org/100%, url_not_encoded",
    "https://example.org/%4, url_not_encoded",
    "https://example.org/{id}, url_not_encoded",
    "https://example.org/?a|b, url_not_encoded",
    "https://example.org:22/, url_port_not_allowed",
    "https://example.org:1023/, url_port_not_allowed",
    "https://example.org:5432/, url_port_not_allowed",
    "https://93.184.216.34:6379/, url_port_not_allowed"
  })
  void otherFaultsHaveTheirOwnCodes(String text, String code) {
    assertThat(code(text)).isEqualTo(code);
  }

  @Test
  void theAsciiFormOfAHostIsSuggested() {
    var problem = refusal("https://bücher.example/", EgressPolicy.PUBLIC);

    assertThat(problem.problems().getFirst().detail()).contains("xn--bcher-kva.example");
  }

  @Test
  void lengthsHaveTheirLimits() {
    var start = "https://example.org/";
    assertThat(code(start + "x".repeat(2_048 - start.length() + 1))).isEqualTo("url_too_long");
    assertThat(accepted(start + "x".repeat(2_048 - start.length()), EgressPolicy.PUBLIC)).isTrue();
    assertThat(accepted("https://" + "a".repeat(63) + ".org/", EgressPolicy.PUBLIC)).isTrue();
    assertThat(code("https://" + "a".repeat(64) + ".org/")).isEqualTo("url_invalid");
    assertThat(code("https://" + "abcdefg.".repeat(32) + "org/")).isEqualTo("url_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/x", "http://127.3.2.1:6379/", "http://[::1]:9200/",
        "http://localhost:5432/", "http://LOCALHOST/", "http://hooks.localhost:1024/",
        "http://[::ffff:127.0.0.1]:8080/"
      })
  void whatTheOperatorOpenedIsAcceptedOverPlainHttp(String text) {
    assertThat(accepted(text, OPEN)).isTrue();
    assertThat(accepted(text, HTTPS_ONLY)).isTrue();
  }

  @Test
  void openingLoopbackOpensNothingElse() {
    assertThat(code("http://10.0.0.1/", OPEN)).isEqualTo("url_target_forbidden");
    assertThat(code("http://127.0.0.1:25/", OPEN)).isEqualTo("url_port_not_allowed");
    assertThat(code("http://2130706433/", OPEN)).isEqualTo("url_host_ambiguous");
    assertThat(code("http://db.internal/", OPEN)).isEqualTo("url_host_forbidden");
    assertThat(code("http://example.org:5432/", OPEN)).isEqualTo("url_port_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/v1", "https://127.9.9.9:8080/", "http://[::1]:8080/",
        "http://localhost:8080/", "http://a.localhost.:8080/", "http://[::ffff:127.0.0.1]:8080/",
        "http://10.1.2.3:8080/", "http://93.184.216.34/", "https://93.184.216.34:8443/"
      })
  void thisServiceIsNoTargetOfItsOwn(String text) {
    assertThat(code(text, own())).isEqualTo("url_self_target");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8081/",
        "http://localhost/",
        "http://10.1.2.3:8081/",
        "http://10.1.2.4:8080/",
        "http://93.184.216.35:8080/"
      })
  void whatElseIsOnThisMachineIsATargetIfItWasOpened(String text) {
    assertThat(accepted(text, own())).isTrue();
  }

  @Test
  void nobodyIsToldWhichInnerAddressIsThisMachines() {
    var machine = new Own(List.of(Cidr.of("10.1.2.3")), () -> 8_080);
    var closed = new EgressPolicy(List.of(), List.of(), false, machine);

    for (var port : List.of(8_080, 8_081)) {
      for (var host : List.of("10.1.2.3", "10.1.2.4", "127.0.0.1")) {
        assertThat(refusal("http://" + host + ":" + port + "/", closed).problems())
            .isEqualTo(refusal("http://10.9.9.9/", closed).problems());
      }
    }
  }

  private static EgressPolicy own() {
    var open = EgressPolicy.allowing("127.0.0.0/8", "::1/128", "10.0.0.0/8").allowed();
    var machine = List.of(Cidr.of("10.1.2.3"), Cidr.of("93.184.216.34"));
    return new EgressPolicy(open, List.of(), false, new Own(machine, () -> 8_080));
  }

  @Test
  void openingANetworkOpensItsNames() {
    assertThat(accepted("http://builds.internal:5000/", NETWORK)).isTrue();
    assertThat(accepted("http://builds/", NETWORK)).isTrue();
    assertThat(code("http://localhost/", NETWORK)).isEqualTo("url_host_forbidden");
    assertThat(code("http://metadata.google.internal/", NETWORK)).isEqualTo("url_target_forbidden");
  }

  @Test
  void publicTargetsMayHaveToBeHttps() {
    assertThat(code("http://example.org/", HTTPS_ONLY)).isEqualTo("url_https_required");
    assertThat(code("http://93.184.216.34/", HTTPS_ONLY)).isEqualTo("url_https_required");
    assertThat(accepted("https://example.org/", HTTPS_ONLY)).isTrue();
  }

  @Test
  void noTextIsEverAnError() {
    var signs = "http://:s@[]%.#?\\ \t\u00e9\uD83D\uD83D\uDE80xX0127.-_~{}&=/";
    for (long seed = 1; seed <= 20_000; seed++) {
      var random = new SplittableRandom(seed);
      var text = new StringBuilder(random.nextBoolean() ? "http://" : "");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      try {
        TargetUrl.checked(text.toString(), EgressPolicy.PUBLIC);
      } catch (InvalidInput e) {
        assertThat(e.problems().getFirst().code()).as("seed " + seed).startsWith("url_");
      }
      TargetUrl.trusted(text.toString());
    }
  }

  private static boolean accepted(String text, EgressPolicy policy) {
    return !TargetUrl.checked(text, policy).url().host().isEmpty();
  }

  private static String code(String text) {
    return code(text, EgressPolicy.PUBLIC);
  }

  private static String code(String text, EgressPolicy policy) {
    return refusal(text, policy).problems().getFirst().code();
  }

  private static InvalidInput refusal(String text, EgressPolicy policy) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> TargetUrl.checked(text, policy));
    assertThat(refusal).as(text).isNotNull();
    return refusal;
  }
}
