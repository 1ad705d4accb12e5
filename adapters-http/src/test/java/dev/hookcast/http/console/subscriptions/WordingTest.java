package dev.hookcast.http.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.dialect.ConvoxDialect;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.http.JacksonJson;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Dialect USUAL = new CloudEventsDialect();

  @Test
  void withoutRestrictionsItIsEverything() {
    assertThat(words("{}", USUAL)).isEqualTo("Everything.");
    assertThat(words("{\"events\":[\"*\"]}", USUAL)).isEqualTo("Everything.");
  }

  @Test
  void eventsAndStatusesAreNamed() {
    assertThat(
            words(
                """
                {"events":["environment.deploy","application.create","environment.variable.*"],
                 "statuses":["cancelled","failed"]}\
                """,
                USUAL))
        .isEqualTo(
            "Deployments, creations of applications and everything about environment variables"
                + " that failed or were cancelled.");
  }

  @Test
  void aWordOfTheDialectMeansWhatItStandsFor() {
    assertThat(words("{\"events\":[\"release:promote\"]}", new ConvoxDialect()))
        .isEqualTo("Deployments.");
    assertThat(words("{\"events\":[\"of.my-own\"]}", USUAL)).isEqualTo("“of.my-own”.");
  }

  @Test
  void placesAndExceptionsFollow() {
    assertThat(
            words(
                """
                {"projects":["shop-*","Web"],"environments":["*"],"excluded_environments":["dev"],
                 "excluded_events":["environment.backup"],"groups":["12"]}\
                """,
                USUAL))
        .isEqualTo(
            "Everything, but not backups of environments, in projects whose name begins with"
                + " “shop-” or the project “Web”, but not in the environment “dev”, in the group"
                + " “12” or one below it.");
  }

  @Test
  void ofManyOnlyTheFirstAreNamed() {
    assertThat(words("{\"applications\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}", USUAL))
        .isEqualTo("Everything, of the application “a”, “b”, “c” or 3 more.");
  }

  private static String words(String json, Dialect dialect) {
    var in = JsonReader.of((JsonObject) new JacksonJson().read(Bytes.utf8(json)));
    var filter = FilterJson.read(in);
    in.end();
    return Wording.of(filter, Vocabulary.of(dialect));
  }
}
