package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aLiveProcessSaysSoToAnybody() {
    var got = api.send(api.bare("/healthz").GET());
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(api.send(api.bare("/readyz").GET()).text()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void whyItIsNotReadyIsForThoseWithAToken() {
    api.obstacles.add("The store is out of reach.");
    var nobody = api.send(api.bare("/readyz").GET()).isProblem(503, "not_ready");
    assertThat(nobody.text()).doesNotContain("store");
    var garbage = api.bare("/readyz").header("Authorization", "Bearer no").GET();
    assertThat(api.send(garbage).isProblem(503, "not_ready").text()).doesNotContain("store");
    var admin = api.get("/readyz").isProblem(503, "not_ready");
    assertThat(admin.text()).contains("The store is out of reach.");
    assertThat(admin.header("retry-after")).isEqualTo("5");
    assertThat(api.get("/healthz").status()).isEqualTo(200);
  }
}
