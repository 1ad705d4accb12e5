package dev.hookcast.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who forbids {@code ssl_verify: false}, against those who want it or have it. */
class VerifyAlwaysTest {
  private static final String CODE = "tls_verification_required";
  private static final String CARELESS = "{\"options\":{\"url\":\"%s\",\"ssl_verify\":false}}";
  private static final Map<String, String> STRICT = Map.of("egress.verify-always", "true");

  @TempDir Path data;

  @Test
  void nobodyMayGiveUpVerifyingByAnyWayToWriteASubscription() throws IOException {
    try (var house = new House(data, STRICT)) {
      refused(house.call("POST", House.SUBSCRIPTIONS, CARELESS.formatted(house.goodUrl())));
      var made =
          house.call(
              "POST",
              House.SUBSCRIPTIONS,
              CARELESS.formatted(house.goodUrl()).replace("false", "true"));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      var one = House.SUBSCRIPTIONS + "/" + House.text(made, "id");
      refused(house.call("PATCH", one, "{\"options\":{\"ssl_verify\":false}}"));
      refused(house.call("PUT", one, CARELESS.formatted(house.goodUrl())));
      var horizon =
          "{\"url\":\"%s\",\"sslVerifyEnabled\":false,\"triggers\":[\"*\"]}"
              .formatted(house.goodUrl());
      var said = house.call("POST", "/apis/core/v1/applications/5/webhooks", horizon);
      assertThat(said.status()).as(said.text()).isBetween(400, 422);
      assertThat(said.text()).contains("sslVerifyEnabled");
    }
  }

  @Test
  void whoGaveItUpBeforeSendsNothingAndIsToldWhy() throws IOException {
    String one;
    try (var house = new House(data)) {
      var made = house.call("POST", House.SUBSCRIPTIONS, CARELESS.formatted(house.goodUrl()));
      one = House.SUBSCRIPTIONS + "/" + House.text(made, "id");
      assertThat(house.call("POST", one + "/test", "").text()).doesNotContain(CODE);
    }
    try (var house = new House(data, STRICT)) {
      assertThat(house.call("POST", one + "/test", "").text()).contains(CODE);
      assertThat(house.call("POST", one + "/validate", "").text())
          .contains(CODE, "/options/ssl_verify");
      refused(house.call("PATCH", one, "{\"name\":\"still careless\"}"));
      assertThat(house.call("PATCH", one, "{\"options\":{\"ssl_verify\":true}}").status())
          .isEqualTo(200);
      assertThat(house.call("POST", one + "/test", "").text()).doesNotContain(CODE);
      house.stillWorks();
    }
  }

  private static void refused(Wire.Said said) {
    assertThat(said.status()).as(said.text()).isEqualTo(422);
    assertThat(said.text()).contains(CODE, "/options/ssl_verify");
  }
}
