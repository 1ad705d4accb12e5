package dev.hookcast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.http.sink.Cidr;
import dev.hookcast.storage.MasterKeys;
import dev.hookcast.storage.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  /** A value for every key that differs from its default, as text. */
  private static final Map<String, String> FULL =
      Map.ofEntries(
          Map.entry("server.host", "0.0.0.0"),
          Map.entry("server.port", "9191"),
          Map.entry("data.dir", "/srv/casts"),
          Map.entry("data.master-key", MASTER_KEY),
          Map.entry("storage.url", "sqlite:/srv/other/store.db"),
          Map.entry("ingest.max-body", "300KiB"),
          Map.entry("egress.allow", "10.20.0.0/16, fd12::/16"),
          Map.entry("limits.requests-per-token", "11"),
          Map.entry("limits.requests-per-organization", "12"),
          Map.entry("limits.events-per-organization", "13"),
          Map.entry("limits.resends-per-token", "18"),
          Map.entry("limits.resends-per-organization", "19"),
          Map.entry("limits.streams-per-token", "14"),
          Map.entry("limits.streams-per-organization", "15"),
          Map.entry("limits.subscriptions-per-organization", "16"),
          Map.entry("limits.tokens-per-organization", "17"),
          Map.entry("egress.refuse", "93.184.216.34"),
          Map.entry("egress.https-only", "true"),
          Map.entry("egress.ca-file", "/srv/ca.pem"),
          Map.entry("egress.verify-always", "true"),
          Map.entry("delivery.max-in-flight", "77"),
          Map.entry("delivery.max-in-flight-bytes", "2GiB"),
          Map.entry("delivery.max-per-host", "8"),
          Map.entry("retention.events", "P90D"),
          Map.entry("retention.payloads", "P2DT12H"),
          Map.entry("retention.audit", "P400D"),
          Map.entry("retention.trust-clock", "true"),
          Map.entry("sinks.enabled", "webhook, pager"),
          Map.entry("sinks.options", "pager.region=eu=1, pager.word=plover"),
          Map.entry("plugins.dir", "/srv/jars"));

  private static final Config AS_VALUES =
      new Config(
          new Config.Server("0.0.0.0", 9191),
          new Config.Data(Path.of("/srv/casts"), Optional.of(MasterKeys.parse(MASTER_KEY))),
          new Storage.Sqlite(Path.of("/srv/other/store.db")),
          new Config.Ingest(300 * 1024),
          new Config.Limits(
              new Config.Limits.Rates(
                  Optional.of(11),
                  Optional.of(12),
                  Optional.of(13),
                  Optional.of(18),
                  Optional.of(19)),
              new Config.Limits.Streams(14, 15),
              new Config.Limits.Quotas(Optional.of(16), Optional.of(17))),
          new Config.Egress(
              List.of(Cidr.of("10.20.0.0/16"), Cidr.of("fd12::/16")),
              List.of(Cidr.of("93.184.216.34")),
              true,
              Optional.of(Path.of("/srv/ca.pem")),
              true),
          new Config.Delivery(77, 2L << 30, Optional.of(8)),
          new Config.Retention(
              Kept.of(Duration.ofDays(90)),
              Kept.of(Duration.ofHours(60)),
              Kept.of(Duration.ofDays(400)),
              true),
          new Config.Sinks(
              List.of("webhook", "pager"),
              Path.of("/srv/jars"),
              Map.of("pager", Map.of("region", "eu=1", "word", "plover"))),
          List.of());

  @TempDir Path folder;

  @Test
  void theDefaultsAreAWholeConfiguration() {
    assertThat(values(fromFlags(Map.of())))
        .isEqualTo(
            new Config(
                new Config.Server("127.0.0.1", 8080),
                new Config.Data(Path.of("./data"), Optional.empty()),
                new Storage.Sqlite(Path.of("./data/hookcast.db")),
                new Config.Ingest(5 * 1024 * 1024),
                new Config.Limits(
                    new Config.Limits.Rates(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    new Config.Limits.Streams(100, 200),
                    new Config.Limits.Quotas(Optional.empty(), Optional.empty())),
                new Config.Egress(List.of(), List.of(), false, Optional.empty(), false),
                new Config.Delivery(1000, 64L << 20, Optional.empty()),
                new Config.Retention(
                    Kept.of(Duration.ofDays(30)),
                    Kept.WITH_EVENT,
                    Kept.of(Duration.ofDays(365)),
                    false),
                new Config.Sinks(
                    List.of("webhook", "slack", "bin"), Path.of("./plugins"), Map.of()),
                List.of()));
  }

  @Test
  void theFullMappingNamesEveryKeyWithAnotherValueThanItsDefault() {
    assertThat(FULL.keySet())
        .containsExactlyInAnyOrderElementsOf(Keys.ALL.stream().<String>map(Key::name).toList());
    assertThat(Keys.ALL)
        .allSatisfy(key -> assertThat(FULL.get(key.name())).isNotEqualTo(key.byDefault()));
  }

  @Test
  void everyKeyCanBeSetByItsFlag() {
    assertThat(values(fromFlags(FULL))).isEqualTo(AS_VALUES);
  }

  @Test
  void everyKeyCanBeSetByItsVariable() {
    assertThat(values(fromEnvironment(variables()))).isEqualTo(AS_VALUES);
  }

  @Test
  void everyKeyCanBeSetByTheFileThatAVariableNames() throws Exception {
    var files = new HashMap<String, String>();
    for (var key : Keys.ALL) {
      var file = Files.writeString(folder.resolve(key.name()), FULL.get(key.name()) + "\n");
      files.put(key.variable() + "_FILE", file.toString());
    }

    assertThat(values(fromEnvironment(files))).isEqualTo(AS_VALUES);
  }

  @Test
  void everyKeyCanBeSetInYamlUnderItsDottedName() {
    var yaml = new StringBuilder();
    FULL.forEach((name, text) -> yaml.append(name).append(": ").append(text).append('\n'));

    assertThat(values(fromYaml(yaml.toString()))).isEqualTo(AS_VALUES);
  }

  @Test
  void everyKeyCanBeSetInNestedYaml() {
    assertThat(
            values(
                fromYaml(
                    """
                    server:
                      host: 0.0.0.0
                      port: 9191
                    data: {dir: /srv/casts, master-key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=}
                    storage:
                      url: "sqlite:/srv/other/store.db"
                    ingest:
                      max-body: 307200
                    limits:
                      requests-per-token: 11
                      requests-per-organization: 12
                      events-per-organization: 13
                      resends-per-token: 18
                      resends-per-organization: 19
                      streams-per-token: 14
                      streams-per-organization: 15
                      subscriptions-per-organization: 16
                      tokens-per-organization: 17
                    egress:
                      refuse: 93.184.216.34
                      allow:
                        - 10.20.0.0/16
                        - fd12::/16
                      https-only: true
                      verify-always: true
                      ca-file: /srv/ca.pem
                    delivery:
                      max-in-flight: 77
                      max-in-flight-bytes: 2GiB
                      max-per-host: 8
                    retention: {events: P90D, payloads: P2DT12H, audit: P400D, trust-clock: true}
                    sinks:
                      enabled: [webhook, pager]
                      options:
                        - pager.region=eu=1
                        - pager.word=plover
                    plugins.dir: /srv/jars
                    """)))
        .isEqualTo(AS_VALUES);
  }

  @Test
  void retentionIsADurationWithinBoundsOrAWord() {
    var never = values(fromFlags(Map.of("retention.events", "never"))).retention();
    assertThat(never.events()).isEqualTo(Kept.FOREVER);
    for (var wrong : List.of("P6D", "P3651D", "-P8D", "30", "", "events")) {
      assertThat(
              catchThrowableOfType(
                  InvalidInput.class, () -> fromFlags(Map.of("retention.events", wrong))))
          .as(wrong)
          .isNotNull();
    }
    var soon = values(fromFlags(Map.of("retention.payloads", "PT1H"))).retention();
    assertThat(soon.payloads()).isEqualTo(Kept.of(Duration.ofHours(1)));
    assertThat(
            catchThrowableOfType(
                InvalidInput.class, () -> fromFlags(Map.of("retention.payloads", "PT59M"))))
        .isNotNull();
  }

  @Test
  void theCapOfAHostIsANumberWithinBoundsOrOff() {
    for (var text : List.of("1", "100000")) {
      var delivery = values(fromFlags(Map.of("delivery.max-per-host", text))).delivery();
      assertThat(delivery.maxPerHost()).contains(Integer.valueOf(text));
    }
    var off = values(fromFlags(Map.of("delivery.max-per-host", "off"))).delivery();
    assertThat(off.maxPerHost()).isEmpty();
    for (var wrong : List.of("0", "-1", "100001", "", "none", "OFF", "8.5")) {
      assertThat(
              catchThrowableOfType(
                  InvalidInput.class, () -> fromFlags(Map.of("delivery.max-per-host", wrong))))
          .as(wrong)
          .isNotNull();
    }
  }

  @Test
  void theVariableOfAKeyIsItsNameInCapitals() {
    assertThat(Keys.DELIVERY_MAX_IN_FLIGHT.variable()).isEqualTo("HOOKCAST_DELIVERY_MAX_IN_FLIGHT");
    assertThat(Keys.ALL.stream().map(Key::variable).distinct()).hasSameSizeAs(Keys.ALL);
  }

  @Test
  void aLaterSourceWinsAndIsNamed() {
    var file = yaml("server: {host: 10.9.9.1, port: 1111}\ningest.max-body: 1KiB\n");
    var settings =
        Settings.read(
            new Sources(
                Optional.of(file),
                Map.of("HOOKCAST_SERVER_PORT", "2222", "HOOKCAST_INGEST_MAX_BODY", "2KiB"),
                Map.of("ingest.max-body", "3KiB")));

    assertThat(settings.list())
        .filteredOn(s -> !s.origin().equals("default"))
        .extracting(s -> s.key().name(), Setting::text, Setting::origin)
        .containsExactly(
            tuple("server.host", "10.9.9.1", file.toString()),
            tuple("server.port", "2222", "HOOKCAST_SERVER_PORT"),
            tuple("ingest.max-body", "3KiB", "--ingest.max-body"));
  }

  @Test
  void theStoreFollowsTheDataFolder() {
    assertThat(fromFlags(Map.of("data.dir", "/srv/d")).get(Keys.STORAGE_URL))
        .isEqualTo(new Storage.Sqlite(Path.of("/srv/d/hookcast.db")));
  }

  @Test
  void whatIsWrongIsToldAllAtOnce() {
    var problems =
        problems(
            () ->
                Settings.read(
                    new Sources(
                        Optional.of(yaml("server.prot: 1\negress: {https-only: perhaps}\n")),
                        Map.of("HOOKCAST_INGEST_MAX_BODY", "5 apples"),
                        Map.of("server.port", "70000"))));

    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "config_unknown_key", "config_invalid", "config_invalid", "config_invalid");
    assertThat(problems)
        .extracting(Problem::detail)
        .anySatisfy(d -> assertThat(d).contains("server.prot").contains("server.port?"))
        .anySatisfy(d -> assertThat(d).contains("hookcast.yaml: egress.https-only: "))
        .anySatisfy(d -> assertThat(d).startsWith("HOOKCAST_INGEST_MAX_BODY: "))
        .anySatisfy(d -> assertThat(d).startsWith("--server.port: ").contains("65,535"));
  }

  @Test
  void anUnknownSectionIsToldAlsoIfItIsEmpty() {
    var sources = new Sources(Optional.of(yaml("sever: {}\nserver: {}\n")), Map.of(), Map.of());

    assertThat(problems(() -> Settings.read(sources)))
        .extracting(Problem::detail)
        .singleElement()
        .asString()
        .contains("sever: there is no such key");
  }

  @Test
  void anUnknownVariableNamesTheNearestOne() {
    assertThat(problems(() -> fromEnvironment(Map.of("HOOKCAST_DELIVERY_MAX_INFLIGHT", "9"))))
        .extracting(Problem::detail)
        .singleElement()
        .asString()
        .contains("HOOKCAST_DELIVERY_MAX_IN_FLIGHT?");
  }

  @Test
  void anUnknownFlagNamesTheNearestOne() {
    assertThat(problems(() -> fromFlags(Map.of("data.dri", "x"))))
        .extracting(Problem::detail)
        .singleElement()
        .asString()
        .startsWith("--data.dri: ")
        .contains("data.dir?");
  }

  @Test
  void theVariablesOfClientsAndLauncherArentKeys() {
    var others = List.of("URL", "TOKEN", "ORG", "JAVA_OPTS", "JAVA_HOME");
    var environment = new HashMap<String, String>(Map.of("PATH", "/bin", "HOOK", "x"));
    others.forEach(name -> environment.put("HOOKCAST_" + name, "whatever"));

    assertThat(fromEnvironment(environment).list())
        .allSatisfy(s -> assertThat(s.origin()).isEqualTo("default"));
  }

  @Test
  void onlyTheLastNewlineOfASettingsFileIsLeftOut() throws Exception {
    var file = Files.writeString(folder.resolve("dir"), "/srv/a \n\r\n");

    assertThat(fromEnvironment(Map.of("HOOKCAST_DATA_DIR_FILE", file.toString())).list())
        .filteredOn(s -> s.key() == Keys.DATA_DIR)
        .singleElement()
        .extracting(Setting::text)
        .isEqualTo("/srv/a \n");
  }

  @Test
  void aValueAndAFileForTheSameKeyAreAConflict() {
    assertThat(
            problems(
                () ->
                    fromEnvironment(
                        Map.of("HOOKCAST_DATA_DIR", "a", "HOOKCAST_DATA_DIR_FILE", "b"))))
        .extracting(Problem::code)
        .containsExactly("config_conflict");
  }

  @Test
  void aFileThatIsntThereIsAnError() {
    var missing = folder.resolve("nowhere").toString();

    assertThat(problems(() -> fromEnvironment(Map.of("HOOKCAST_DATA_DIR_FILE", missing))))
        .extracting(Problem::code)
        .containsExactly("config_file_unreadable");
    assertThat(
            problems(
                () ->
                    Settings.read(
                        new Sources(Optional.of(folder.resolve("no.yaml")), Map.of(), Map.of()))))
        .extracting(Problem::code)
        .containsExactly("config_file_unreadable");
  }

  @Test
  void yamlGivesAKeyOnce() {
    assertThat(problems(() -> fromYaml("server.port: 1\nserver.port: 2\n")))
        .extracting(Problem::code)
        .containsExactly("config_duplicate_key");
    assertThat(problems(() -> fromYaml("server.port: 1\nserver: {port: 2}\n")))
        .extracting(Problem::code)
        .containsExactly("config_duplicate_key");
  }

  @Test
  void yamlThatIsntOneSaysWhereAndDoesntQuoteTheLine() {
    assertThat(problems(() -> fromYaml("server:\n  host: [unended hush-hush\n")))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo("config_malformed");
              assertThat(p.detail()).contains("at line 2").doesNotContain("hush-hush");
            });
    assertThat(problems(() -> fromYaml("- server.port\n")))
        .extracting(Problem::code)
        .containsExactly("config_not_a_map");
  }

  @Test
  void yamlMayBeEmptyAndSectionsToo() {
    assertThat(fromYaml("").get(Keys.SERVER_PORT)).isEqualTo(8080);
    assertThat(fromYaml("# nothing\n---\nserver:\n").get(Keys.SERVER_PORT)).isEqualTo(8080);
    assertThat(problems(() -> fromYaml("server:\n  port:\n"))).hasSize(1);
  }

  @Test
  void eachKindRefusesWhatDoesntFit() {
    var wrong = new ArrayList<Map.Entry<String, String>>();
    List.of("", "port", "-1", "65536", "80.5", "+ 1")
        .forEach(t -> wrong.add(Map.entry("server.port", t)));
    List.of("", "0", "5MB", "MiB", "1TiB", "2GiB", "-5", "9999999999GiB", "9999999999999999999")
        .forEach(t -> wrong.add(Map.entry("ingest.max-body", t)));
    List.of("yes", "TRUE", "", "1").forEach(t -> wrong.add(Map.entry("egress.https-only", t)));
    List.of(
            "10.0.0.0/33",
            "10.0.0.0/08",
            "fd00::/129",
            "10.0.0/8",
            "10.0.0.256/8",
            "example.org/8",
            "::zz/8",
            ":::::/8",
            "010.0.0.0/8",
            "10.0.0.0/8;11.0.0.0/8")
        .forEach(t -> wrong.add(Map.entry("egress.allow", t)));
    List.of("mysql://x", "sqlite:", "hookcast.db", "")
        .forEach(t -> wrong.add(Map.entry("storage.url", t)));
    List.of("", ",", "Webhook", "webhook;slack")
        .forEach(t -> wrong.add(Map.entry("sinks.enabled", t)));
    List.of("region=eu", "pager.=eu", "pager.region", "pager.region=eu,pager.region=us")
        .forEach(t -> wrong.add(Map.entry("sinks.options", t)));
    List.of("server.host", "data.dir", "plugins.dir").forEach(k -> wrong.add(Map.entry(k, " ")));

    assertThat(wrong)
        .allSatisfy(
            e ->
                assertThat(problems(() -> fromFlags(Map.of(e.getKey(), e.getValue()))))
                    .as("%s", e)
                    .extracting(Problem::code)
                    .containsExactly("config_invalid"));
  }

  @Test
  void aPostgresqlAddressIsTakenApart() {
    var url = "postgresql://ho%40ok:p%2Fw%3A1@db.test:5433,db2.test/casts?sslmode=verify-full";
    assertThat(values(fromFlags(Map.of("storage.url", url))).storage())
        .isEqualTo(
            new Storage.Postgresql(
                new Postgres(
                    "db.test:5433,db2.test",
                    "casts",
                    "ho@ok",
                    new Secret("p/w:1"),
                    Map.of("sslmode", "verify-full"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db.test/casts",
        "postgresql://hook:gannet77@db.test",
        "postgresql://hook:gannet77@/casts",
        "postgresql://hook:gann/et77@db.test/casts",
        "postgresql://hook:gannet77@db.test/casts?socketFactory=a.B",
        "postgresql://hook@db.test/casts?password=gannet77",
        "postgresql:hook:gannet77@db.test/casts"
      })
  void whatIsWrongInAPostgresqlAddressIsSaidWithoutIt(String url) {
    assertThat(problems(() -> fromFlags(Map.of("storage.url", url))))
        .singleElement()
        .satisfies(p -> assertThat(p.code()).isEqualTo("config_invalid"))
        .satisfies(p -> assertThat(p.detail()).doesNotContain("gannet", "et77", "a.B"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://hook:gannet77@db.test/casts,postgresql://hook:***@db.test/casts",
    "postgresql://hook:g@nn:t/77@db.test/casts,postgresql://hook:***@db.test/casts",
    "postgresql://hook@db.test/casts,postgresql://hook@db.test/casts",
    "sqlite:/srv/a:b@c.db,sqlite:/srv/a:b@c.db"
  })
  void aPasswordInAnAddressIsShownAsStars(String url, String shown) {
    assertThat(new Setting(Keys.STORAGE_URL, url, "default").shown()).isEqualTo(shown);
  }

  @Test
  void aSecretIsShownAsStars() {
    var secret = new Key<>("vault.word", Kinds.TEXT, "", "A word.", true);
    var settings =
        Settings.read(
            List.of(secret),
            new Sources(Optional.empty(), Map.of("HOOKCAST_VAULT_WORD", "plover"), Map.of()));

    assertThat(settings.get(secret)).isEqualTo("plover");
    assertThat(settings.list()).extracting(Setting::shown).containsExactly("***");
  }

  private static Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    Keys.ALL.forEach(key -> variables.put(key.variable(), FULL.get(key.name())));
    return variables;
  }

  private static Settings fromFlags(Map<String, String> flags) {
    return Settings.read(new Sources(Optional.empty(), Map.of(), flags));
  }

  private static Settings fromEnvironment(Map<String, String> environment) {
    return Settings.read(new Sources(Optional.empty(), environment, Map.of()));
  }

  private Settings fromYaml(String text) {
    return Settings.read(new Sources(Optional.of(yaml(text)), Map.of(), Map.of()));
  }

  private Path yaml(String text) {
    try {
      return Files.writeString(folder.resolve("hookcast.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Problem> problems(ThrowingCallable read) {
    return catchThrowableOfType(InvalidInput.class, read).problems();
  }

  /** What settings mean, whoever said so. */
  private static Config values(Settings settings) {
    var config = Config.of(settings);
    return new Config(
        config.server(),
        config.data(),
        config.storage(),
        config.ingest(),
        config.limits(),
        config.egress(),
        config.delivery(),
        config.retention(),
        config.sinks(),
        List.of());
  }
}
