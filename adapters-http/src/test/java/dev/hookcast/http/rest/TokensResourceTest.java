package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.DELIVERIES;
import static dev.hookcast.http.rest.TestServer.EVENTS;
import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.json.JsonNull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensResourceTest {
  private static final String TOKENS = "/v1/organizations/default/tokens";
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aTokenIsShownOnceAndWorksAtOnce() {
    var made =
        api.post(
            TOKENS,
            """
            {"name":"ci","scopes":["deliveries:read","viewer","events:write"],\
            "expires_at":"2026-05-01T02:00:00+02:00"}\
            """);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.object().members().keySet())
        .containsExactly(
            "id",
            "name",
            "scopes",
            "created_at",
            "expires_at",
            "allowed_addresses",
            "last_used_at",
            "former_valid_until",
            "token");
    assertThat(made.text())
        .contains(
            """
            "name":"ci","scopes":["events:write","events:read","subscriptions:read",\
            "deliveries:read"],"created_at":"2026-04-02T08:00:00Z",\
            "expires_at":"2026-05-01T00:00:00Z","allowed_addresses":[],"last_used_at":null,\
            "former_valid_until":null,"token":"hkc_\
            """);
    var token = api.shownOnce(made);
    assertThat(api.by(token, "GET", EVENTS, "").status()).isEqualTo(200);
    api.by(token, "GET", TOKENS, "").isProblem(403, "insufficient_scope");
    var shown = api.get(TOKENS).items().getFirst();
    assertThat(shown.text("last_used_at")).contains("2026-04-02T08:00:00Z");
    assertThat(shown.without("last_used_at"))
        .isEqualTo(made.object().without("token").without("last_used_at"));
    assertThat(api.get(TOKENS + "?limit=1").text("next_cursor")).isEmpty();
  }

  @Test
  void aSetStandsForItsScopes() {
    for (var set : ScopeSet.values()) {
      api.token("default", set.word());
      var scopes = api.get(TOKENS).items().getFirst().array("scopes");
      var words = set.scopes().stream().map(TokenScope::word).toList();
      assertThat(scopes).isEqualTo(dev.hookcast.core.json.JsonArray.ofTexts(words));
    }
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNothingIsKept() {
    var got =
        api.post(TOKENS, "{\"scopes\":[\"events:frob\",1],\"expires_at\":\"soon\",\"y\":0}")
            .isProblem(422, "invalid_input");
    assertThat(got.pointers())
        .containsExactly("/name", "/scopes/0", "/scopes/1", "/expires_at", "/y");
    refused("\"scopes\":[\"Owner\"]", "scope_unknown", "/scopes/0");
    refused("\"scopes\":[\"events:read\",\"*\"]", "scope_unknown", "/scopes/1");
    refused("\"scopes\":[]", "required", "/scopes");
    refused("\"scopes\":null", "required", "/scopes");
    refused("\"scopes\":[\"system:admin\"]", "scope_not_allowed", "/scopes");
    refused(
        "\"scopes\":[\"viewer\"],\"expires_at\":\"2026-04-02T08:00:00Z\"",
        "time_in_past",
        "/expires_at");
    for (var name : List.of("\" \"", "null")) {
      api.post(TOKENS, "{\"name\":%s,\"scopes\":[\"viewer\"]}".formatted(name))
          .isProblem(422, "required");
    }
    api.post(TOKENS, "{\"name\":\"%s\",\"scopes\":[\"viewer\"]}".formatted("n".repeat(201)))
        .isProblem(422, "too_long");
    assertThat(api.get(TOKENS).items()).isEmpty();
  }

  @Test
  void nobodyMakesATokenStrongerThanTheirOwn() {
    var weak = api.token("default", "tokens:admin", "events:read");
    for (var scope : TokenScope.values()) {
      var got = api.by(weak, "POST", TOKENS, body(scope.word()));
      switch (scope) {
        case TOKENS_ADMIN, EVENTS_READ -> {
          assertThat(got.status()).as(scope.word()).isEqualTo(201);
          api.shownOnce(got);
        }
        case SYSTEM_ADMIN -> got.isProblem(422, "scope_not_allowed");
        default ->
            assertThat(got.isProblem(403, "insufficient_scope").text("detail"))
                .contains(scope.word());
      }
    }
    api.by(weak, "POST", TOKENS, body("viewer")).isProblem(403, "insufficient_scope");
    assertThat(api.get(TOKENS).items()).hasSize(3);
  }

  @Test
  void aRevokedOrExpiredOrMadeUpTokenGetsTheSameAnswer() {
    var revoked = api.token("default", "owner");
    var id = api.get(TOKENS).items().getFirst().text("id").orElseThrow();
    var expiring =
        api.post(
            TOKENS,
            """
            {"name":"e","scopes":["owner"],"expires_at":"2026-04-02T09:00:00Z"}\
            """);
    var expired = api.shownOnce(expiring);
    assertThat(api.by(expired, "DELETE", TOKENS + "/" + id, "").status()).isEqualTo(204);
    api.by(expired, "DELETE", TOKENS + "/" + id, "").isProblem(404, "not_found");
    api.clock.advance(Duration.ofHours(1));
    var typo = expired.replace(expired.substring(60), "x".repeat(expired.length() - 60));
    var bodies =
        List.of(revoked, expired, typo, "hkc_", "nothing").stream()
            .map(token -> api.by(token, "GET", EVENTS, "").isProblem(401, "unauthorized"))
            .map(got -> got.text().replace(got.text("request_id"), ""))
            .collect(Collectors.toSet());
    assertThat(bodies).hasSize(1);
    assertThat(bodies.iterator().next()).contains("expired", "revoked");
  }

  @Test
  void aTokenOfOtherAddressesIsRefusedLikeAWrongOne() {
    var here = limited("127.0.0.1", "2001:DB8::1:0/32");
    assertThat(here.text()).contains("\"allowed_addresses\":[\"127.0.0.1/32\",\"2001:db8::/32\"]");
    assertThat(api.by(api.shownOnce(here), "GET", EVENTS, "").status()).isEqualTo(200);
    var elsewhere = api.shownOnce(limited("10.0.0.0/8", "::/0"));
    var refused = api.by(elsewhere, "GET", EVENTS, "").isProblem(401, "unauthorized");
    var wrong = api.by("nobody", "GET", EVENTS, "").isProblem(401, "unauthorized");
    assertThat(refused.text().replace(refused.text("request_id"), ""))
        .isEqualTo(wrong.text().replace(wrong.text("request_id"), ""));
    var forwarded = api.bare(EVENTS).header("X-Forwarded-For", "10.0.0.1");
    api.send(forwarded.header("Authorization", "Bearer " + elsewhere).GET())
        .isProblem(401, "unauthorized");
    assertThat(api.get(TOKENS).items().getFirst().text("last_used_at")).isEmpty();
  }

  @Test
  void onlyBlocksOfAddressesAreTakenAndNotTooMany() {
    var members = "\"scopes\":[\"viewer\"],\"allowed_addresses\":";
    for (var wrong : List.of("10.0.0.0/33", "010.0.0.0/8", "example.org", "", "10.0.0.0/8/8")) {
      refused(members + "[\"::1\",\"" + wrong + "\"]", "cidr_invalid", "/allowed_addresses/1");
    }
    refused(members + "\"10.0.0.0/8\"", "type_mismatch", "/allowed_addresses");
    var many = IntStream.range(0, 51).mapToObj(i -> "\"10.0.0." + i + "\"").toList();
    refused(members + many, "too_many", "/allowed_addresses");
    assertThat(api.get(TOKENS).items()).isEmpty();
  }

  @Test
  void aRotatedTokenHasANewTextAndTheFormerOneForAWhile() {
    var former = api.token("default", "events:read");
    var path = TOKENS + "/" + api.get(TOKENS).items().getFirst().text("id").orElseThrow();
    var rotated = api.post(path + "/rotate", "{\"overlap\":\"PT1H\"}");
    assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
    assertThat(rotated.text("former_valid_until")).isEqualTo("2026-04-02T09:00:00Z");
    var fresh = api.shownOnce(rotated);
    assertThat(api.get(TOKENS).items()).containsExactly(rotated.object().without("token"));
    for (var valid : List.of(former, fresh)) {
      assertThat(api.by(valid, "GET", EVENTS, "").status()).isEqualTo(200);
    }
    api.clock.advance(Duration.ofHours(1));
    api.by(former, "GET", EVENTS, "").isProblem(401, "unauthorized");
    assertThat(api.get(TOKENS).items().getFirst().get("former_valid_until"))
        .contains(JsonNull.NULL);
    var usual = api.post(path + "/rotate");
    assertThat(usual.text("former_valid_until")).isEqualTo("2026-04-03T09:00:00Z");
    api.shownOnce(usual);
    var atOnce = api.shownOnce(api.post(path + "/rotate", "{\"overlap\":\"PT0S\"}"));
    api.by(fresh, "GET", EVENTS, "").isProblem(401, "unauthorized");
    assertThat(api.by(atOnce, "GET", EVENTS, "").status()).isEqualTo(200);
  }

  @Test
  void aRotationThatCanNotBeChangesNothing() {
    var text = api.token("default", "events:read");
    var path = TOKENS + "/" + api.get(TOKENS).items().getFirst().text("id").orElseThrow();
    var weak = api.token("default", "tokens:admin");
    api.by(weak, "POST", path + "/rotate", "").isProblem(403, "insufficient_scope");
    for (var overlap : List.of("PT-1S", "P7DT1S")) {
      api.post(path + "/rotate", "{\"overlap\":\"" + overlap + "\"}")
          .isProblem(422, "overlap_invalid");
    }
    api.post(path + "/rotate", "{\"secret\":\"mine\"}").isProblem(422, "unknown_field");
    api.post(TOKENS + "/00000000-0000-7000-8000-000000000000/rotate").isProblem(404, "not_found");
    assertThat(api.by(text, "GET", EVENTS, "").status()).isEqualTo(200);
    var ending =
        api.post(
            TOKENS,
            """
            {"name":"e","scopes":["viewer"],"expires_at":"2026-04-02T09:00:00Z"}\
            """);
    api.shownOnce(ending);
    api.clock.advance(Duration.ofHours(1));
    api.post(TOKENS + "/" + ending.text("id") + "/rotate").isProblem(409, "token_expired");
  }

  private TestServer.Got limited(String... blocks) {
    var words = Arrays.stream(blocks).map(b -> "\"" + b + "\"").toList();
    var body = "{\"name\":\"n\",\"scopes\":[\"viewer\"],\"allowed_addresses\":" + words + "}";
    var made = api.post(TOKENS, body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made;
  }

  @Test
  void withoutTheScopeForPayloadsNoneIsShown() {
    api.subscribe("");
    api.post(
        EVENTS,
        """
        {"id":"dpl-7","type":"environment.deploy","message":"done","log":"line-in-the-log",\
        "data":{"k":"value-in-the-data"}}\
        """);
    api.deliver();
    var viewer = api.token("default", "viewer", "deliveries:resend");
    var reader = api.token("default", "viewer", "payloads:read");
    var delivery = DELIVERIES + "/" + api.get(DELIVERIES).items().getFirst().text("id").orElse("");

    for (var path : List.of(EVENTS, EVENTS + "/dpl-7")) {
      var seen = api.by(viewer, "GET", path, "");
      assertThat(seen.text())
          .contains("dpl-7", "done")
          .doesNotContain("line-in-the-log", "value-in-the-data", "\"log\"", "\"data\"");
      assertThat(api.by(reader, "GET", path, "").text())
          .isEqualTo(api.get(path).text())
          .contains("line-in-the-log", "value-in-the-data");
    }
    for (var seen :
        List.of(
            api.by(viewer, "GET", delivery, ""),
            api.by(viewer, "POST", delivery + "/resend", ""))) {
      assertThat(seen.text())
          .contains("\"outcome\":\"delivered\"", "\"method\"")
          .doesNotContain("\"headers\"", "\"body\"");
    }
    var whole = api.by(reader, "GET", delivery, "");
    assertThat(whole.text()).isEqualTo(api.get(delivery).text()).contains("\"body\"");
  }

  @Test
  void aSecretThatIsThereIsReplacedOrDroppedWithTheScopeForItOnly() {
    var plain = api.token("default", "subscriptions:read", "subscriptions:write");
    var full = api.token("default", "subscriptions:write", "secrets:write");
    var made =
        api.by(
            plain,
            "POST",
            SUBSCRIPTIONS,
            """
            {"options":{"url":"https://r.test/a","secret":"%s","headers":{"X-A":"1","X-B":"2"}}}\
            """
                .formatted(secret('a')));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var path = made.header("location");
    var keeping =
        """
        {"options":{"url":"https://r.test/b","headers":{"X-A":"***","X-B":"***"}}}\
        """;
    var adding =
        """
        {"options":{"headers":{"X-C":"3"}}}\
        """;
    var same =
        """
        {"options":{"secret":"%s","headers":{"X-A":"1"}}}\
        """
            .formatted(secret('a'));
    assertThat(api.by(plain, "PUT", path, keeping).status()).isEqualTo(200);
    assertThat(api.by(plain, "PATCH", path, adding).status()).isEqualTo(200);
    assertThat(api.by(plain, "PATCH", path, same).status()).isEqualTo(200);
    assertThat(api.by(plain, "PATCH", path, "{\"name\":\"n\"}").status()).isEqualTo(200);
    var before = api.get(path).text();
    var changes =
        List.of(
            "{\"options\":{\"secret\":\"%s\"}}".formatted(secret('b')),
            "{\"options\":{\"headers\":{\"X-A\":\"9\"}}}",
            "{\"options\":{\"headers\":{\"X-B\":null}}}",
            "{\"options\":{\"headers\":null}}");
    for (var change : changes) {
      var got = api.by(plain, "PATCH", path, change).isProblem(403, "insufficient_scope");
      assertThat(got.text("detail")).contains("secrets:write");
    }
    var dropping = "{\"options\":{\"url\":\"https://r.test/b\"}}";
    api.by(plain, "PUT", path, dropping).isProblem(403, "insufficient_scope");
    assertThat(api.get(path).text()).isEqualTo(before);
    for (var change : changes) {
      assertThat(api.by(full, "PATCH", path, change).status()).as(change).isEqualTo(200);
    }
  }

  @Test
  void secretsThatRequestsCarryGoNowhereElseWithoutTheScopeForThem() {
    var plain = api.token("default", "subscriptions:write");
    var full = api.token("default", "subscriptions:write", "secrets:write");
    var path =
        api.post(
                SUBSCRIPTIONS,
                "{\"options\":{\"url\":\"https://r.test/a\",\"headers\":{\"X-A\":\"1\"}}}")
            .header("location");
    var before = api.get(path).text();
    for (var elsewhere : List.of("https://s.test/a", "http://r.test/a", "https://r.test:8443/a")) {
      var patch = "{\"options\":{\"url\":\"" + elsewhere + "\"}}";
      var got = api.by(plain, "PATCH", path, patch).isProblem(422, "secrets_must_be_reset");
      assertThat(got.pointers()).containsExactly("/options/url");
      var put = "{\"options\":{\"url\":\"%s\",\"headers\":{\"X-A\":\"***\"}}}".formatted(elsewhere);
      api.by(plain, "PUT", path, put).isProblem(422, "secrets_must_be_reset");
    }
    assertThat(api.get(path).text()).isEqualTo(before);
    var sameHost = "{\"options\":{\"url\":\"https://R.test/b?c=d\"}}";
    assertThat(api.by(plain, "PATCH", path, sameHost).status()).isEqualTo(200);
    var elsewhere = "{\"options\":{\"url\":\"https://s.test/a\"}}";
    assertThat(api.by(full, "PATCH", path, elsewhere).status()).isEqualTo(200);
    // What only signs is never sent.
    var signed = api.post(SUBSCRIPTIONS, "{\"options\":{\"url\":\"https://r.test/a\"}}");
    assertThat(api.by(plain, "PATCH", signed.header("location"), elsewhere).status())
        .isEqualTo(200);
  }

  private void refused(String members, String code, String pointer) {
    var got = api.post(TOKENS, "{\"name\":\"n\"," + members + "}").isProblem(422, code);
    assertThat(got.pointers()).containsExactly(pointer);
  }

  private static String body(String... scopes) {
    var words = Arrays.stream(scopes).map(s -> "\"" + s + "\"").collect(Collectors.joining(","));
    return "{\"name\":\"n\",\"scopes\":[" + words + "]}";
  }

  private static String secret(char letter) {
    var bytes = String.valueOf(letter).repeat(30).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return "whsec_" + java.util.Base64.getEncoder().encodeToString(bytes);
  }
}
