package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.dialect.ConvoxDialect;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewsTest {
  private final TestHookcast it = new TestHookcast();

  @Test
  void theSinkShowsTheEventFilledIn() {
    var shown =
        (Preview.Shown)
            preview(
                "{\"type\":\"application.create\",\"id\":\"p-1\",\"scope\":{\"application\":{\"name\":\"a\"}}}");

    assertThat(shown.headers()).containsExactly(new Header("Sent-By", "recording"));
    assertThat(shown.body())
        .isEqualTo(
            it.object(
                """
                {"type":"application.create","id":"p-1","scope":{"application":{"name":"a"}},
                 "status":"succeeded","occurred_at":"%s"}
                """
                    .formatted(it.clock.instant())));
  }

  @Test
  void whatTheDialectCannotSayIsAReason() {
    assertThat(preview("{\"type\":\"environment.backup\"}"))
        .isEqualTo(new Preview.Nothing("Not sent: convox has no word for environment.backup."));
  }

  @Test
  void theEventIsReadAsStrictlyAsAPublishedOne() {
    assertThat(problems("{\"type\":\"a.b\",\"x\":1,\"status\":\"odd\"}"))
        .containsExactlyInAnyOrder("unknown_field", "status_invalid");
    assertThat(problems("{}")).containsExactly("required");
    assertThat(problems("{\"type\":\"hookcast.x\"}")).containsExactly("event_type_reserved");
  }

  @Test
  void nothingIsSentAndNothingKept() {
    it.subscribe("{}");
    preview("{\"type\":\"release.create\",\"id\":\"p-1\"}");

    assertThat(it.run()).isZero();
    var all =
        new EventStore.Query(
            TestHookcast.ORG,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Page.Wanted.first(5));
    assertThat(it.hookcast.publishing().list(all).items()).isEmpty();
  }

  private List<String> problems(String event) {
    return catchThrowableOfType(InvalidInput.class, () -> preview(event)).problems().stream()
        .map(Problem::code)
        .toList();
  }

  private Preview preview(String event) {
    return it.hookcast
        .previews()
        .of(TestHookcast.ORG, it.object(event), it.sink, new ConvoxDialect());
  }
}
