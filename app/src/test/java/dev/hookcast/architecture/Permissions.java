package dev.hookcast.architecture;

import static dev.hookcast.architecture.Planted.members;
import static dev.hookcast.architecture.Planted.types;

import java.util.List;
import java.util.stream.Stream;

/** What stands close to a rule's edge and is allowed. */
final class Permissions {
  private Permissions() {}

  static Stream<Planted> all() {
    return Planted.numbered(
        "P",
        List.of(
            members(
                "coreNeedsNothingButTheJdk", "core.event", "java.net.URI u; byte[] b; int[][] i;"),
            members("coreNeedsNothingButTheJdk", "core.dialect", "javax.crypto.Mac m;"),
            members("theModelKnowsOnlyItself", "core.filter", "dev.hookcast.core.event.Event e;"),
            members("portsKnowOnlyTheModel", "core.spi", "dev.hookcast.core.delivery.Delivery d;"),
            members(
                "sinksAndStorageDoNotCallServices",
                "http.rest",
                "dev.hookcast.core.api.Deliveries d;"),
            members("guiceLivesInWiring", "app.wiring", "com.google.inject.Injector i;"),
            members(
                "jacksonLivesInHttp", "http.rest", "com.fasterxml.jackson.databind.JsonNode n;"),
            members(
                "configUsesJacksonForYamlOnly",
                "app.config",
                """
                com.fasterxml.jackson.databind.JsonNode x(String text) throws java.io.IOException {
                  return com.fasterxml.jackson.dataformat.yaml.YAMLMapper.builder().build().readTree(text);
                }
                """),
            members("httpServerLivesBehindTheFrontDoors", "http.server", "io.javalin.Javalin j;"),
            members(
                "httpServerLivesBehindTheFrontDoors", "http.console", "io.javalin.http.Context c;"),
            members("slackSdkLivesInSlack", "slack", "com.slack.api.Slack s;"),
            members("everyLibraryHasAHome", "app", "org.slf4j.Logger l;"),
            members("okhttpLivesInTheSinks", "http.sink", "okhttp3.OkHttpClient c;"),
            members("okhttpLivesInTheSinks", "slack", "okhttp3.OkHttpClient c;"),
            members("okhttpLivesInTheSinks", "app.wiring", "okhttp3.OkHttpClient c;"),
            members("sqlLivesInStorage", "storage", "java.sql.Connection c;"),
            types(
                "picocliLivesInTheCli",
                "package dev.hookcast.app; final class Main { picocli.CommandLine c; }"),
            members("picocliLivesInTheCli", "app.cli.platforms", "picocli.CommandLine c;"),
            members("jteLivesInTheConsole", "http.console.page", "gg.jte.TemplateEngine e;"),
            members(
                "micrometerLivesInMetrics",
                "app.metrics",
                "io.micrometer.core.instrument.Counter c;"),
            members("jdkHttpClientLivesInTheClient", "app.client", "java.net.http.HttpClient c;"),
            types(
                "everyPackageIsNullMarked",
                "package dev.hookcast.core.oddity; class Planted {}",
                "@org.jspecify.annotations.NullMarked package dev.hookcast.core.oddity;"),
            types(
                "modelTypesAreImmutable",
                "package dev.hookcast.core.event; enum Planted { A { int x() { return 1; } }; int"
                    + " x() { return 0; } }"),
            members(
                "modelTypesAreImmutable",
                "core.event",
                "int x(Thread.State s) { switch (s) { case NEW: return 1; default: return 0; } }"),
            types("classNamesSayWhatAClassIs", "package dev.hookcast.http; class Report {}"),
            members("timeIsPassedIn", "app.wiring", "Object o = java.time.InstantSource.system();"),
            members(
                "timeIsPassedIn",
                "core.engine",
                "Object x(java.time.InstantSource s) { return s.instant(); }"),
            members(
                "threadsArePassedIn",
                "core.engine",
                "void x() { Thread.currentThread().interrupt(); }"),
            members(
                "clientsTakeNoMoreThanTheyNeed",
                "app.cli",
                "void x() throws InterruptedException { Thread.sleep(1); }"),
            members(
                "chanceIsPassedIn",
                "core.engine",
                """
                void x(java.util.List<String> l, java.util.random.RandomGenerator chance) {
                  java.util.Collections.shuffle(l, chance);
                }
                """),
            types(
                "onlyTheCliPrints",
                "package dev.hookcast.app; final class Start { Object o = System.err; }"),
            members(
                "jacksonLivesInHttp", "app.config", "com.fasterxml.jackson.databind.JsonNode n;"),
            members("timeIsPassedIn", "app.cli", "long l = System.nanoTime();"),
            members("onlyTheCliPrints", "app.cli", "void x() { System.out.println(); }"),
            types(
                "exceptionsHaveAMeaning",
                "package dev.hookcast.http; final class Planted extends RuntimeException {"
                    + " Planted() { super(\"x\"); } }")));
  }
}
