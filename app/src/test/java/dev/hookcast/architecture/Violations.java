package dev.hookcast.architecture;

import static dev.hookcast.architecture.Planted.members;
import static dev.hookcast.architecture.Planted.types;

import java.util.List;
import java.util.stream.Stream;

/** At least one violation of every rule. */
final class Violations {
  private Violations() {}

  static Stream<Planted> all() {
    var all = Stream.of(hexagon(), libraries(), packages(), shapes(), names(), time(), outside());
    return Planted.numbered("V", all.flatMap(List::stream).toList());
  }

  private static List<Planted> hexagon() {
    return List.of(
        members("coreNeedsNothingButTheJdk", "core.event", "java.sql.Connection c;"),
        members("coreNeedsNothingButTheJdk", "core.engine", "java.net.http.HttpClient c;"),
        members("coreNeedsNothingButTheJdk", "core.api", "java.io.File f;"),
        members("coreNeedsNothingButTheJdk", "core.dialect", "java.nio.file.Path p;"),
        members("coreNeedsNothingButTheJdk", "core.spi", "java.net.Socket s;"),
        members("coreNeedsNothingButTheJdk", "core.engine", "org.slf4j.Logger log;"),
        members("theModelKnowsOnlyItself", "core.event", "dev.hookcast.core.spi.EventStore s;"),
        members("theModelKnowsOnlyItself", "core.filter", "dev.hookcast.core.api.Publishing p;"),
        members("theModelKnowsOnlyItself", "core", "dev.hookcast.core.engine.Dispatcher d;"),
        members("theModelKnowsOnlyItself", "core.json", "dev.hookcast.core.spi.Ids i;"),
        members("theModelKnowsOnlyItself", "core.subscription", "dev.hookcast.core.spi.Ids i;"),
        members("theModelKnowsOnlyItself", "core.delivery", "dev.hookcast.core.spi.Ids i;"),
        members("theModelKnowsOnlyItself", "core.dialect", "dev.hookcast.core.spi.JsonFormat f;"),
        members("portsKnowOnlyTheModel", "core.spi", "dev.hookcast.core.api.Publishing p;"),
        members("portsKnowOnlyTheModel", "core.spi", "dev.hookcast.core.engine.Dispatcher d;"),
        types(
            "adaptersDoNotSeeEachOther",
            "package dev.hookcast.slack; class Planted { dev.hookcast.http.sink.PlantedToo o; }",
            "package dev.hookcast.http.sink; public class PlantedToo {}"),
        types(
            "adaptersDoNotSeeEachOther",
            "package dev.hookcast.storage; class Planted { dev.hookcast.slack.PlantedToo o; }",
            "package dev.hookcast.slack; public class PlantedToo {}"),
        members(
            "adaptersDoNotDriveTheEngine", "http.rest", "dev.hookcast.core.engine.Dispatcher d;"),
        members("adaptersDoNotDriveTheEngine", "slack", "dev.hookcast.core.engine.Dispatcher d;"),
        members("adaptersDoNotDriveTheEngine", "storage", "dev.hookcast.core.engine.Dispatcher d;"),
        members(
            "sinksAndStorageDoNotCallServices", "storage", "dev.hookcast.core.api.Deliveries d;"),
        members("sinksAndStorageDoNotCallServices", "slack", "dev.hookcast.core.api.Deliveries d;"),
        members(
            "sinksAndStorageDoNotCallServices", "http.sink", "dev.hookcast.core.api.Deliveries d;"),
        types(
            "nothingDependsOnApp",
            "package dev.hookcast.storage; class Planted { dev.hookcast.app.config.PlantedToo o; }",
            "package dev.hookcast.app.config; public class PlantedToo {}"),
        types(
            "packagesFormNoCycle",
            "package dev.hookcast.core.json; public class Planted {"
                + " dev.hookcast.core.event.PlantedToo o; }",
            "package dev.hookcast.core.event; public class PlantedToo {"
                + " dev.hookcast.core.json.Planted p; }"));
  }

  private static List<Planted> libraries() {
    return List.of(
        members("guiceLivesInWiring", "app.cli", "com.google.inject.Injector i;"),
        members("guiceLivesInWiring", "app", "com.google.inject.Module m;"),
        members(
            "injectAnnotationsLiveNowhere", "app.wiring", "@jakarta.inject.Inject Planted() {}"),
        types(
            "injectAnnotationsLiveNowhere",
            "package dev.hookcast.app.wiring; class Planted { @javax.inject.Inject Planted() {} }",
            "package javax.inject; public @interface Inject {}"),
        members("jacksonLivesInHttp", "storage", "com.fasterxml.jackson.databind.JsonNode n;"),
        members("jacksonLivesInHttp", "app.cli", "com.fasterxml.jackson.core.JsonFactory f;"),
        members("jacksonLivesInHttp", "slack", "com.fasterxml.jackson.databind.ObjectMapper m;"),
        members(
            "configUsesJacksonForYamlOnly",
            "app.config",
            "Object m = new com.fasterxml.jackson.databind.ObjectMapper();"),
        members(
            "configUsesJacksonForYamlOnly",
            "app.config",
            "com.fasterxml.jackson.databind.json.JsonMapper m;"),
        members("httpServerLivesBehindTheFrontDoors", "http", "io.javalin.Javalin j;"),
        members(
            "httpServerLivesBehindTheFrontDoors", "http.platforms", "io.javalin.http.Context c;"),
        members("httpServerLivesBehindTheFrontDoors", "app.wiring", "io.javalin.http.Context c;"),
        members(
            "httpServerLivesBehindTheFrontDoors",
            "http.sink",
            "org.eclipse.jetty.server.Server s;"),
        members("httpServerLivesBehindTheFrontDoors", "slack", "jakarta.servlet.Servlet s;"),
        members("okhttpLivesInTheSinks", "http.rest", "okhttp3.OkHttpClient c;"),
        members("okhttpLivesInTheSinks", "app.cli", "okio.ByteString b;"),
        members("slackSdkLivesInSlack", "app.wiring", "com.slack.api.Slack s;"),
        members("slackSdkLivesInSlack", "http.sink", "com.google.gson.Gson g;"),
        members("sqlLivesInStorage", "app.wiring", "javax.sql.DataSource d;"),
        members("sqlLivesInStorage", "app", "void x() throws java.sql.SQLException {}"),
        members("sqlLivesInStorage", "app.wiring", "org.sqlite.SQLiteConfig c;"),
        members("sqlLivesInStorage", "app.wiring", "org.flywaydb.core.Flyway f;"),
        types(
            "sqlLivesInStorage",
            "package dev.hookcast.app.wiring; class Planted { org.postgresql.Driver d; }",
            "package org.postgresql; public class Driver {}"),
        members("jteLivesInTheConsole", "http.rest", "gg.jte.TemplateEngine e;"),
        members(
            "micrometerLivesInMetrics", "app.wiring", "io.micrometer.core.instrument.Counter c;"),
        members("picocliLivesInTheCli", "app", "picocli.CommandLine c;"),
        members("picocliLivesInTheCli", "app.wiring", "picocli.CommandLine c;"),
        members("jdkHttpClientLivesInTheClient", "http.sink", "java.net.http.HttpClient c;"),
        members("javaUtilLoggingLivesNowhere", "app.wiring", "java.util.logging.Logger l;"),
        members(
            "everyLibraryHasAHome",
            "storage",
            "com.google.common.collect.ImmutableList<String> l;"));
  }

  private static List<Planted> packages() {
    return List.of(
        members("packageNamesSayWhatLivesThere", "http.util", ""),
        members("packageNamesSayWhatLivesThere", "core.common.text", ""),
        members("packageNamesSayWhatLivesThere", "storage.impl", ""),
        members("everyPackageIsNullMarked", "core.novelty", "")
            .blaming("dev.hookcast.core.novelty"),
        types(
                "everyPackageIsNullMarked",
                "package dev.hookcast.core.rarity; class Planted {}",
                "/** Says nothing of null. */ @Deprecated package dev.hookcast.core.rarity;")
            .blaming("dev.hookcast.core.rarity"),
        members("everyNamedPackageHoldsAClass", "core", "").blaming("dev.hookcast.core.spi"));
  }

  private static List<Planted> shapes() {
    var sink =
        """
        implements dev.hookcast.core.spi.Sink {
          public dev.hookcast.core.spi.SinkSpec spec() { return null; }
          public java.util.List<dev.hookcast.core.Problem> check(
              dev.hookcast.core.subscription.Settings s) { return null; }
          public java.util.Optional<String> destination(
              dev.hookcast.core.subscription.Settings s) { return null; }
          public dev.hookcast.core.spi.Payload preview(dev.hookcast.core.spi.Shipment s) {
            return null;
          }
          public dev.hookcast.core.spi.Receipt send(dev.hookcast.core.spi.Shipment s) { return null; }
        }
        """;
    return List.of(
        members("modelTypesAreImmutable", "core.event", "int changing;"),
        types("modelTypesAreImmutable", "package dev.hookcast.core.filter; class Planted {}"),
        types(
            "modelTypesAreImmutable", "package dev.hookcast.core; enum Planted { A; int count; }"),
        members("portsAreInterfacesOrValues", "core.spi", ""),
        types(
            "portsAreInterfacesOrValues",
            "package dev.hookcast.core.spi; abstract class Planted {}"),
        types(
            "sinksAreFinalAndCalledSink", "package dev.hookcast.slack; class PlantedSink " + sink),
        types(
            "sinksAreFinalAndCalledSink",
            "package dev.hookcast.slack; final class Planted " + sink),
        members("classNamesSayWhatAClassIs", "app", "static class InnerHelper { class Deep {} }"));
  }

  private static List<Planted> names() {
    var suffixes =
        "Impl Util Utils Helper Helpers Manager Dto DTO Mapper Entity UseCase Port Adapter";
    return Stream.of(suffixes.split(" "))
        .map(suffix -> "package dev.hookcast.http; class Planted%s {}".formatted(suffix))
        .map(source -> types("classNamesSayWhatAClassIs", source))
        .toList();
  }

  private static List<Planted> time() {
    return List.of(
        members("timeIsPassedIn", "core.engine", "Object o = java.time.Instant.now();"),
        members(
            "timeIsPassedIn",
            "core.engine",
            "java.util.function.Supplier<java.time.Instant> s = java.time.Instant::now;"),
        members("timeIsPassedIn", "slack", "Object o = java.time.LocalDate.now();"),
        members("timeIsPassedIn", "storage", "long l = System.currentTimeMillis();"),
        members("timeIsPassedIn", "http.sink", "long l = System.nanoTime();"),
        members("timeIsPassedIn", "http.rest", "Object o = java.time.Clock.systemUTC();"),
        members("timeIsPassedIn", "app", "Object o = java.time.InstantSource.system();"),
        members("timeIsPassedIn", "storage", "Object o = new java.util.Date();"),
        members("chanceIsPassedIn", "core.api", "Object o = java.util.UUID.randomUUID();"),
        members("chanceIsPassedIn", "core.delivery", "double d = Math.random();"),
        members("chanceIsPassedIn", "core.delivery", "Object o = new java.util.Random(7);"),
        members(
            "chanceIsPassedIn",
            "core.engine",
            "void x(java.util.List<String> l) { java.util.Collections.shuffle(l); }"),
        members("chanceIsPassedIn", "storage", "Object o = new java.security.SecureRandom();"),
        members(
            "chanceIsPassedIn",
            "http.rest",
            "java.util.function.Supplier<?> s = java.security.SecureRandom::new;"),
        members(
            "chanceIsPassedIn",
            "core.engine",
            "int i = java.util.concurrent.ThreadLocalRandom.current().nextInt();"),
        members(
            "chanceIsPassedIn",
            "core.engine",
            "Object o = java.util.random.RandomGenerator.getDefault();"));
  }

  private static List<Planted> outside() {
    return List.of(
        members("threadsArePassedIn", "core.engine", "Thread t = new Thread(() -> {});"),
        members("threadsArePassedIn", "slack", "Thread t = new Thread() {};"),
        members(
            "threadsArePassedIn", "storage", "java.util.concurrent.ThreadFactory f = Thread::new;"),
        members("threadsArePassedIn", "app", "Thread t = Thread.startVirtualThread(() -> {});"),
        members("threadsArePassedIn", "app", "Object t = Thread.ofVirtual();"),
        members(
            "threadsArePassedIn", "core.engine", "void x() throws Exception { Thread.sleep(1); }"),
        members(
            "threadsArePassedIn",
            "http.rest",
            "Object o = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor();"),
        members(
            "threadsArePassedIn",
            "core.filter",
            "Object o = java.util.List.of(1).parallelStream();"),
        members("clientsTakeNoMoreThanTheyNeed", "app.cli", "Thread t = new Thread(() -> {});"),
        members("clientsTakeNoMoreThanTheyNeed", "app.cli", "Object o = java.time.Instant.now();"),
        members(
            "clientsTakeNoMoreThanTheyNeed", "app.cli", "Object o = java.util.UUID.randomUUID();"),
        members("onlyTheCliPrints", "core.engine", "void x() { System.out.println(); }"),
        members("onlyTheCliPrints", "app.wiring", "java.io.PrintStream err = System.err;"),
        members("onlyTheCliPrints", "storage", "void x(Exception e) { e.printStackTrace(); }"),
        members("exceptionsHaveAMeaning", "http", "void x() { throw new RuntimeException(); }"),
        members(
            "exceptionsHaveAMeaning",
            "slack",
            "void x() throws Exception { throw new Exception(); }"),
        members(
            "exceptionsHaveAMeaning",
            "app.cli",
            "java.util.function.Function<String, Exception> f = RuntimeException::new;"));
  }
}
