package dev.hookcast.hostile;

import static dev.hookcast.hostile.House.EVENTS;
import static dev.hookcast.hostile.House.ORG;
import static dev.hookcast.hostile.House.SUBSCRIPTIONS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalogue of bad input, kind by kind. After each, a good event still goes through, and
 * nothing is left of what was refused.
 */
class BadInputTest {
  private static final String JSON = "Content-Type: application/json\r\n";

  @TempDir static Path data;
  private static House house;

  private final List<String> before = new ArrayList<>(kept());

  @BeforeAll
  static void open() throws IOException {
    house = new House(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @AfterEach
  void nothingIsLeftAndAGoodEventGoesThrough() throws IOException {
    assertThat(kept()).isEqualTo(before);
    house.stillWorks();
  }

  @Test
  void everyWayToWriteAUrlRefusesEveryKindOfBadUrl() throws IOException {
    var urls = new BadUrls(11);
    for (var bad : urls.all()) {
      var got = create("{\"options\":{\"url\":%s}}".formatted(quoted(bad.url())));
      assertThat(got.status()).as(bad + got.text()).isEqualTo(422);
      assertThat(House.code(got)).as(bad + got.text()).isEqualTo(bad.code());
    }
    for (var bad : urls.oneOfEachCode()) {
      var url = quoted(bad.url());
      var name = bad.url().replace("&", "%26").replace("%", "%25").replace("+", "%2B");
      for (var call :
          List.of(
              "PUT " + SUBSCRIPTIONS + "/ID {\"options\":{\"url\":" + url + "}}",
              "PATCH " + SUBSCRIPTIONS + "/ID {\"options\":{\"url\":" + url + "}}",
              "POST /services {\"type\":\"webhook\",\"url\":" + url + "}",
              "POST /apps/shop/hooks {\"url\":" + url + "}",
              "POST /projects/p/integrations {\"type\":\"webhook\",\"url\":" + url + "}",
              "POST /organization/default/webhook {\"kind\":\"STANDARD\",\"events\":"
                  + "[\"DEPLOYMENT_STARTED\"],\"target_url\":"
                  + url
                  + "}",
              "POST /apis/core/v2/clusters/1/webhooks {\"enabled\":true,\"triggers\":[\"*\"],"
                  + "\"url\":"
                  + url
                  + "}")) {
        var parts = call.replace("ID", someSubscription()).split(" ", 3);
        var got = house.call(parts[0], parts[1], parts[2]);
        assertThat(got.status()).as(name + " " + call + got.text()).isIn(400, 422);
      }
      var slack = create("{\"sink\":\"slack\",\"options\":{\"url\":%s}}".formatted(url));
      assertThat(slack.status()).as(bad + slack.text()).isEqualTo(422);
      assertThat(slack.text()).contains("slack_url_invalid");
    }
  }

  @Test
  void theServiceIsNoTargetOfItsOwn() throws IOException {
    int port = house.address.getPort();
    for (var host : List.of(Neighbour.ADDRESS, "[::ffff:" + Neighbour.ADDRESS + "]", "localhost")) {
      var got = create("{\"options\":{\"url\":\"http://" + host + ":" + port + "/\"}}");
      assertThat(House.code(got)).as(host + got.text()).isEqualTo("url_self_target");
    }
  }

  @Test
  void whatIsNoUrlAtAllIsSaidSo() throws IOException {
    for (var value : List.of("\"\"", "\"/x\"", "\"//127.0.0.1/\"")) {
      var got = create("{\"options\":{\"url\":" + value + "}}");
      assertThat(House.code(got)).as(value + got.text()).isEqualTo("url_invalid");
    }
    for (var value : List.of("42", "[]", "{}", "true")) {
      var got = create("{\"options\":{\"url\":" + value + "}}");
      assertThat(House.code(got)).as(value + got.text()).isEqualTo("type_mismatch");
    }
    for (var options : List.of("{}", "{\"url\":null}")) {
      assertThat(House.code(create("{\"options\":" + options + "}"))).isEqualTo("required");
    }
  }

  @Test
  void slackTakesItsOwnUrlsOnly() throws IOException {
    for (var url :
        List.of(
            "http://hooks.slack.com/services/T1/B1/abc",
            "https://hooks.slack.com.evil.example/services/T1/B1/abc",
            "https://hooks.slack.com@evil.example/services/T1/B1/abc",
            "https://hooks.slack.com/services/T1/B1",
            "https://hooks.slack.com/services/T1/B1/",
            "https://hooks.slack.com/services/T1/B1/a?x=1",
            "https://hooks.slack.com:8443/services/T1/B1/abc",
            "https://hooks.slack.com./services/T1/B1/abc")) {
      var got = create("{\"sink\":\"slack\",\"options\":{\"url\":\"" + url + "\"}}");
      assertThat(House.code(got)).as(url + got.text()).isEqualTo("slack_url_invalid");
      assertThat(got.text()).doesNotContain("B1/abc");
    }
  }

  @Test
  void everyKindOfBadMemberIsNamedByItsPointer() throws IOException {
    var url = "\"url\":\"" + house.goodUrl() + "\"";
    var many = new StringBuilder();
    for (int i = 0; i < 51; i++) {
      many.append(i == 0 ? "" : ",").append("\"X-").append(i).append("\":\"v\"");
    }
    var rows = new ArrayList<String[]>();
    for (var name : List.of("", "X A", "X:", "X-É", ":path", "X".repeat(257), "X\\u0000", "X\\n")) {
      rows.add(row("headers", "{\"" + name + "\":\"v\"}", "header_name_invalid"));
    }
    for (var value : List.of("a\\rb", "a\\nb", "\\u0000", "\\u007f", "é", "😀", "a\\u2028")) {
      rows.add(row("headers", "{\"X-A\":\"" + value + "\"}", "header_value_invalid"));
    }
    for (var name :
        List.of(
            "Host",
            "Content-Length",
            "transfer-encoding",
            "CONNECTION",
            "TE",
            "Trailer",
            "Upgrade",
            "Expect",
            "Keep-Alive",
            "Proxy-Authorization",
            "Accept-Encoding",
            "webhook-id",
            "Webhook-Anything",
            "Content-Type")) {
      rows.add(row("headers", "{\"" + name + "\":\"v\"}", "header_reserved"));
    }
    rows.add(row("headers", "{" + many + "}", "headers_too_large"));
    rows.add(row("headers", "{\"X\":\"" + "v".repeat(4_097) + "\"}", "headers_too_large"));
    for (var secret : List.of("whsec_c2hvcnQ=", "whsec_!", "whpk_abc", "plain", "whsec_")) {
      rows.add(row("secret", quoted(secret), "secret_invalid"));
    }
    for (var timeout : List.of("PT0S", "PT31S", "-PT1S")) {
      rows.add(row("timeout", quoted(timeout), "timeout_invalid"));
    }
    rows.add(row("timeout", quoted("10"), "duration_invalid"));
    rows.add(row("timeout", "10", "type_mismatch"));
    for (var row : rows) {
      var body = "{\"options\":{" + url + ",\"" + row[0] + "\":" + row[1] + "}}";
      var got = create(body);
      assertThat(got.status()).as(body + got.text()).isEqualTo(422);
      assertThat(House.code(got)).as(body + got.text()).isEqualTo(row[2]);
      assertThat(got.text()).as(body).contains("\"/options/" + row[0]);
      assertThat(got.body().length).as(body).isLessThan(2_000);
    }
  }

  @Test
  void everyKindOfBadSettingIsNamedByItsPointer() throws IOException {
    var deep = "[".repeat(40) + "]".repeat(40);
    var many = "[" + "\"a.b\",".repeat(100_000) + "\"a.b\"]";
    for (var row :
        List.of(
            row("/tenant_id", "\"tenant_id\":\"x\"", "unknown_field"),
            row("/id", "\"id\":\"x\"", "unknown_field"),
            row("/created_at", "\"created_at\":\"2026-01-01T00:00:00Z\"", "unknown_field"),
            row("/internal", "\"internal\":true", "unknown_field"),
            row("/name", "\"name\":\"" + "n".repeat(201) + "\"", "too_long"),
            row("/enabled", "\"enabled\":\"yes\"", "type_mismatch"),
            row("/dialect", "\"dialect\":\"klingon\"", "dialect_unknown"),
            row("/sink", "\"sink\":\"pigeon\"", "sink_unknown"),
            row("/filter/events/0", "\"filter\":{\"events\":[\"\"]}", "event_type_invalid"),
            row("/filter/events/0", "\"filter\":{\"events\":[\"..\"]}", "event_type_invalid"),
            row("/filter/events/0", "\"filter\":{\"events\":[\"a*b\"]}", "event_type_invalid"),
            row("/filter/events/0", "\"filter\":{\"events\":[\"a\\u0000\"]}", "event_type_invalid"),
            row("/filter/events", "\"filter\":{\"events\":" + deep + "}", "type_mismatch"),
            row("/filter", "\"filter\":{\"events\":" + many + "}", "filter_too_complex"),
            row("/filter/regex", "\"filter\":{\"regex\":\"(a+)+$\"}", "unknown_field"),
            row("/retry/schedule", "\"retry\":{\"schedule\":[\"PT0S\"]}", "schedule_invalid"),
            row("/retry/schedule", "\"retry\":{\"schedule\":[\"-PT5S\"]}", "schedule_invalid"),
            row("/retry/schedule", "\"retry\":{\"schedule\":[0]}", "type_mismatch"),
            row("/retry/schedule", "\"retry\":{\"schedule\":[\"10\"]}", "duration_invalid"),
            row(
                "/retry/schedule",
                "\"retry\":{\"schedule\":[" + "\"PT5S\",".repeat(50) + "\"PT5S\"]}",
                "schedule_invalid"),
            row("/retry/jitter", "\"retry\":{\"jitter\":1e99}", "jitter_invalid"),
            row("/limits/concurrency", "\"limits\":{\"concurrency\":-1}", "limit_invalid"),
            row("/limits/concurrency", "\"limits\":{\"concurrency\":3.7}", "type_mismatch"),
            row("/limits/concurrency", "\"limits\":{\"concurrency\":\"10\"}", "type_mismatch"),
            row("/limits/per_second", "\"limits\":{\"per_second\":-1}", "limit_invalid"),
            row("/limits/per_second", "\"limits\":{\"per_second\":1e99}", "limit_invalid"))) {
      var body = "{\"options\":{\"url\":\"" + house.goodUrl() + "\"}," + row[1] + "}";
      var got = create(body);
      var what = (body.length() > 300 ? body.substring(0, 300) : body) + got.text();
      assertThat(got.status()).as(what).isEqualTo(422);
      assertThat(House.code(got)).as(what).isEqualTo(row[2]);
      assertThat(got.text()).as(what).contains("\"pointer\":\"" + row[0]);
    }
  }

  @Test
  void aPatchOfTheWrongKindIsRefusedAndAnEmptyOneChangesNothing() throws IOException {
    var path = SUBSCRIPTIONS + "/" + someSubscription();
    var was = house.call("GET", path, "").text();
    var type = "Content-Type: application/json-patch+json\r\n";
    assertThat(house.call("PATCH", path, type, "[]".getBytes(UTF_8)).status()).isEqualTo(415);
    assertThat(house.call("PATCH", path, "{\"options\":{\"url\":null}}").status()).isEqualTo(422);
    assertThat(house.call("PATCH", path, "[]").status()).isEqualTo(422);
    var empty = house.call("PATCH", path, "{}");
    assertThat(empty.status()).isEqualTo(200);
    // Without its last brace: warnings may follow.
    assertThat(empty.text()).startsWith(was.substring(0, was.length() - 1));
  }

  @Test
  void everyKindOfBadBodyHasItsCode() throws IOException {
    var good = "{\"type\":\"a.b\"}";
    var withMark = "\uFEFF" + good;
    for (var row :
        List.of(
            row("", "body_empty"),
            row(" \r\n\t ", "body_empty"),
            row("{\"a\":", "json_malformed"),
            row("{'a':1}", "json_malformed"),
            row("{\"a\":1,}", "json_malformed"),
            row("/*x*/{}", "json_malformed"),
            row("{\"a\":\"\u0001\"}", "json_malformed"),
            row("{\"type\":\"a.b\",\"data\":{\"x\":NaN}}", "json_malformed"),
            row("{\"type\":\"a.b\",\"data\":{\"x\":-Infinity}}", "json_malformed"),
            row("{\"type\":\"a.b\",\"data\":{\"x\":01}}", "json_malformed"),
            row("{} {}", "json_trailing_data"),
            row("{} x", "json_trailing_data"),
            row(good + good, "json_trailing_data"),
            row("{\"type\":\"a.b\",\"type\":\"a.c\"}", "json_duplicate_key"),
            row("[".repeat(65) + "]".repeat(65), "json_too_deep"),
            row("[".repeat(1_001), "json_too_deep"),
            row("[".repeat(1_000_000), "json_too_deep"),
            row("{\"a\":".repeat(200_000), "json_too_deep"),
            row(withMark, "encoding_not_utf8"))) {
      assertRefused(row[0].getBytes(UTF_8), 400, row[1]);
    }
    for (var bytes :
        List.of(
            good.getBytes(UTF_16),
            good.getBytes(Charset.forName("UTF-16LE")),
            good.getBytes(Charset.forName("UTF-32BE")),
            new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'},
            new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xFF, '"'})) {
      assertRefused(bytes, 400, "encoding_not_utf8");
    }
    for (var other : List.of("null", "true", "7", "\"x\"", "[]", "[1]", "[[]]")) {
      assertRefused(other.getBytes(UTF_8), 422, "body_not_object");
    }
  }

  @Test
  void whatIsOddButInOrderIsTakenWithoutMuchAdo() throws IOException {
    var colliding = new StringBuilder();
    for (int i = 0; i < 8_192; i++) {
      var key = new StringBuilder();
      for (int bit = 0; bit < 13; bit++) {
        key.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // the same hash
      }
      colliding.append(i == 0 ? "" : ",").append('"').append(key).append("\":1");
    }
    for (var value :
        List.of(
            "9007199254740993",
            "0.1000",
            "100000000000000000000.55555",
            "-0",
            "1E400",
            "\"\\ud800\"",
            "\"<script>alert(1)</script>\"",
            "\"${jndi:ldap://x.invalid}\"",
            "\"{{7*7}}\"",
            "\"'; DROP TABLE event; --\"",
            "\"\\u001b[2J\"",
            "\"\u202E\"",
            "\"=HYPERLINK(1)\"",
            "{" + colliding + "}",
            "{\"" + "k".repeat(49_000) + "\":1}")) {
      var got = house.call("POST", EVENTS, "{\"type\":\"a.b\",\"data\":{\"x\":" + value + "}}");
      assertThat(got.status()).as(got.text()).isEqualTo(202);
    }
    before.clear();
    before.addAll(kept());
    assertRefused(
        ("{\"type\":\"a.b\",\"data\":{\"" + "k".repeat(50_001) + "\":1}}").getBytes(UTF_8),
        400,
        "json_malformed");
  }

  @Test
  void whatEventsMayNotSayHasItsCode() throws IOException {
    for (var id : List.of("a.b", "a b", "a\\r\\nb", "\\u0000", "a/b", "x".repeat(129), "😀", "")) {
      var got = house.call("POST", EVENTS, "{\"type\":\"a.b\",\"id\":\"" + id + "\"}");
      assertThat(House.code(got)).as(id + got.text()).isIn("event_id_invalid", "required");
    }
    for (var type : List.of("", "..", "a..b", "*", "A.B", "a\\u0000", "😀", "x".repeat(257), "a")) {
      var got = house.call("POST", EVENTS, "{\"type\":\"" + type + "\"}");
      assertThat(House.code(got)).as(type + got.text()).isIn("event_type_invalid", "required");
    }
    for (var time :
        List.of(
            "0",
            "-1",
            "253402300800",
            "2026-02-30T00:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00+25:00",
            "10000-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "now",
            "2026-01-31",
            "2026-13-01T00:00:00Z",
            "1767225600000")) {
      var got = house.call("POST", EVENTS, "{\"type\":\"a.b\",\"occurred_at\":\"" + time + "\"}");
      assertThat(House.code(got)).as(time + got.text()).isEqualTo("time_invalid");
      var listed = house.call("GET", EVENTS + "?since=" + time.replace("+", "%2B"), "");
      assertThat(House.code(listed)).as(time + listed.text()).isEqualTo("time_invalid");
    }
    var order =
        house.call("GET", EVENTS + "?since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", "");
    assertThat(House.code(order)).isEqualTo("time_invalid");
  }

  @Test
  void aBatchWithOneBadEventIsRefusedAsAWhole() throws IOException {
    var good = "{\"type\":\"a.b\"},";
    var got = house.call("POST", EVENTS, "[" + good.repeat(617) + "{\"type\":\"..\"}]");
    assertThat(got.status()).isEqualTo(422);
    assertThat(got.text()).contains("\"/617/type\"");
    var tooMany = "[" + good.repeat(1_000) + "{\"type\":\"a.b\"}]";
    assertThat(House.code(house.call("POST", EVENTS, tooMany))).isEqualTo("batch_too_large");
  }

  @Test
  void aBodyOfAnotherTypeOrEncodingIsRefused() throws IOException {
    for (var headers :
        List.of(
            "",
            "Content-Type: text/plain\r\n",
            "Content-Type: application/json; charset=utf-16\r\n",
            "Content-Type: application/json; charset=klingon\r\n",
            "Content-Type: application/json; charset=\"=\r\n",
            "Content-Type: multipart/form-data; boundary=x\r\n",
            "Content-Type: application/json, text/plain\r\n",
            "Content-Type: */*\r\n",
            JSON + "Content-Encoding: gzip\r\n",
            JSON + "Content-Encoding: br\r\n",
            JSON + "Content-Encoding: gzip, gzip\r\n")) {
      var got = house.call("POST", EVENTS, headers, "{\"type\":\"a.b\"}".getBytes(UTF_8));
      assertThat(got.status()).as(headers + got.text()).isEqualTo(415);
    }
  }

  @Test
  void nobodyGetsInWithoutOneGoodToken() throws IOException {
    var good = house.token;
    for (var header :
        List.of(
            "",
            "Authorization: Bearer\r\n",
            "Authorization: Bearer \r\n",
            "Authorization: Basic " + good + "\r\n",
            "Authorization: " + good + "\r\n",
            "Authorization: Bearer " + good + "x\r\n",
            "Authorization: Bearer " + good.substring(1) + "\r\n",
            "Authorization: Bearer " + "t".repeat(10_000) + "\r\n",
            "Authorization: Bearer " + good + " " + good + "\r\n",
            "Authorization: Bearer \u0000\r\n",
            "Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + good + "\r\n",
            "Cookie: token=" + good + "\r\n",
            "X-Api-Key: " + good + "\r\n")) {
      for (var path : List.of(EVENTS, EVENTS + "?token=" + good + "&access_token=" + good)) {
        var got =
            house.raw(
                ("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + header + "\r\n")
                    .getBytes(ISO_8859_1));
        assertThat(got.status()).as(header + got.text()).isIn(401, 400);
        if (got.status() == 401) {
          assertThat(got.header("www-authenticate")).isEqualTo("Bearer");
        }
        assertThat(got.text()).doesNotContain(good);
      }
    }
    var inQuery = house.call("GET", EVENTS + "?token=" + good, "");
    assertThat(House.code(inQuery)).isEqualTo("unknown_parameter");
    assertThat(inQuery.text()).doesNotContain(good);
  }

  @Test
  void whateverIsAcceptedTheAnswerIsJson() throws IOException {
    for (var accept : List.of("text/html", "image/png", "*/*;q=0", "nonsense;;", "")) {
      var got = house.call("GET", EVENTS, "Accept: " + accept + "\r\n", new byte[0]);
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void whatHttpForbidsIsRefusedAndNothingBehindItIsDone() throws IOException {
    var hidden =
        new String(
            house.request("POST", EVENTS, JSON, "{\"type\":\"a.b\"}".getBytes(UTF_8)), UTF_8);
    var auth = "Host: h\r\nAuthorization: Bearer " + house.token + "\r\n" + JSON;
    var post = "POST " + EVENTS + " HTTP/1.1\r\n" + auth;
    for (var rude :
        List.of(
            post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
            post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            post + "Content-Length: -1\r\n\r\n",
            post + "Content-Length: +2\r\n\r\n{}",
            post + "Content-Length: 0x2\r\n\r\n{}",
            post + "Content-Length: 99999999999999999999\r\n\r\n{}",
            post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: identity, chunked, chunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
            post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}",
            post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
            post.replace("\r\n", "\n") + "Content-Length: 2\n\n{}",
            post + "Content-Length: 2\r\n\n{}",
            post + "X: y\nContent-Length: 2\r\n\r\n{}",
            post + "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
            post + "Content-Length : 2\r\n\r\n{}",
            post + "X : y\r\n\r\n",
            post + "X-No-Colon\r\n\r\n",
            post + " folded: y\r\n\r\n",
            post + "X-Nul: a\u0000b\r\n\r\n",
            post + "(odd): y\r\n\r\n",
            "POST " + EVENTS + " HTTP/1.1\r\n\r\n",
            "POST " + EVENTS + "\u0000 HTTP/1.1\r\n" + auth + "\r\n",
            "POST " + EVENTS + " HTTP/9.9\r\n" + auth + "\r\n",
            "POST " + EVENTS + " JUNK/1.1\r\n" + auth + "\r\n",
            "POST /v1/%zz HTTP/1.1\r\n" + auth + "\r\n",
            "POST " + EVENTS + " HTTP/1.1\r\nHost: a\r\n" + auth + "\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
      var got = house.raw((rude + hidden).getBytes(ISO_8859_1));
      assertThat(got.status()).as(rude + got.text()).isIn(400, 401, 404, 405, 413, 501, 505);
      assertThat(got.header("content-type")).as(rude).isEqualTo("application/problem+json");
      assertThat(House.text(got, "request_id")).as(rude).isNotEmpty();
      assertThat(kept()).as("behind " + rude).isEqualTo(before);
    }
  }

  @Test
  void noMethodIsUnknownEnoughForAnything() throws IOException {
    for (var method : List.of("TRACE", "FROB", "get", "PROPFIND", "CONNECT", "QUERY", "M-SEARCH")) {
      for (var path : List.of(EVENTS, "/healthz", "/nowhere", "*")) {
        var got = house.call(method, path, "");
        assertThat(got.status()).as(method + path + got.text()).isIn(400, 404, 405, 501);
        assertThat(got.header("content-type")).isEqualTo("application/problem+json");
        if (got.status() == 405) {
          assertThat(got.header("allow")).as(method + path).isNotEmpty();
        }
      }
    }
  }

  @Test
  void nothingOfTheHostOrOfForwardingHeadersIsBelieved() throws IOException {
    for (var header :
        List.of(
            "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\n",
            "Forwarded: host=evil.example;for=evil.example\r\n",
            "X-Original-URL: /healthz\r\nX-Rewrite-URL: /healthz\r\n",
            "X-HTTP-Method-Override: DELETE\r\n")) {
      var got = house.call("GET", SUBSCRIPTIONS, header, new byte[0]);
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.text() + got.headers()).doesNotContain("evil.example");
    }
  }

  @Test
  void whatIsNoIdOfOursIsNotFound() throws IOException {
    for (var id :
        List.of(
            "a",
            "x".repeat(5_000),
            "'%20OR%201=1--",
            "%25",
            "_",
            "%F0%9F%98%80",
            "..;",
            "9223372036854775808",
            "-1",
            "00000000-0000-0000-0000-000000000000",
            "%00")) {
      for (var kind : List.of("subscriptions", "deliveries", "events", "tokens")) {
        var method = kind.equals("tokens") ? "DELETE" : "GET";
        var got = house.call(method, ORG + "/" + kind + "/" + id, "");
        assertThat(got.status()).as(kind + id + got.text()).isIn(404, 400);
      }
    }
    for (var cursor : List.of("x", "AAAAAAAAAAA", "%00", "x".repeat(900), "AAAAAAAAAAAAAAAAAAAA")) {
      var got = house.call("GET", EVENTS + "?cursor=" + cursor, "");
      assertThat(got.status()).as(cursor + got.text()).isEqualTo(400);
    }
    for (var query :
        List.of(
            "limit=0", "limit=201", "limit=1e3", "limit=-1", "limit=1&limit=2", "limt=5", "%zz")) {
      var got = house.call("GET", EVENTS + "?" + query, "");
      assertThat(got.status()).as(query + got.text()).isEqualTo(400);
    }
  }

  /** Everything that a refused call could have left behind. */
  private static List<String> kept() {
    try {
      return house == null
          ? List.of()
          : List.of(
              house.call("GET", SUBSCRIPTIONS + "?limit=200", "").text(),
              house.call("GET", EVENTS + "?limit=200", "").text().replaceAll("good-\\d+", ""),
              house.call("GET", ORG + "/tokens?limit=200", "").text());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Wire.Said create(String body) throws IOException {
    return house.call("POST", SUBSCRIPTIONS, body);
  }

  private static String someSubscription() throws IOException {
    return House.text(house.call("GET", SUBSCRIPTIONS, ""), "id");
  }

  private static void assertRefused(byte[] body, int status, String code) throws IOException {
    var got = house.call("POST", EVENTS, JSON, body);
    assertThat(got.status()).as(got.text()).isEqualTo(status);
    assertThat(House.code(got)).as(got.text()).isEqualTo(code);
  }

  private static String[] row(String... cells) {
    return cells;
  }

  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      quoted.append(c < 0x20 || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : "" + c);
    }
    return quoted.append('"').toString();
  }
}
