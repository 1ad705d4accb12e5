package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.metrics.Metrics;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.service.RequestIds;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.engine.SteadyClock;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.console.Console;
import dev.hookcast.http.console.administration.Installation;
import dev.hookcast.http.platforms.FrontDoors;
import dev.hookcast.http.reference.Reference;
import dev.hookcast.http.rest.Readiness;
import dev.hookcast.http.rest.Routes;
import dev.hookcast.http.server.AccessTokens;
import dev.hookcast.http.server.AdminToken;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.RestServer.Binding;
import dev.hookcast.http.server.Route;
import dev.hookcast.http.server.Sessions;
import dev.hookcast.http.sink.BinSink;
import dev.hookcast.http.sink.Bins;
import dev.hookcast.http.sink.EgressPolicy;
import dev.hookcast.http.sink.Guard;
import dev.hookcast.http.sink.Lookups;
import dev.hookcast.http.sink.Own;
import dev.hookcast.http.sink.Trust;
import dev.hookcast.http.sink.WebhookSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** HTTP on both sides: the REST API, and the webhook sink. */
final class HttpModule extends AbstractModule {
  private final String version;

  HttpModule(String version) {
    this.version = version;
  }

  @Provides
  @Singleton
  JsonFormat json() {
    return new JacksonJson();
  }

  @Provides
  @Singleton
  Guard guard(
      Config config, ThreadFactory threads, InstantSource clock, Provider<RestServer> rest) {
    var egress = config.egress();
    var own = Own.here(() -> rest.get().port());
    return new Guard(
        new EgressPolicy(egress.allow(), egress.refuse(), egress.httpsOnly(), own),
        Lookups.bounded(threads, new SteadyClock(clock, System::nanoTime)),
        trust(egress));
  }

  private static Trust trust(Config.Egress egress) {
    var trust = egress.caFile().map(HttpModule::trust).orElseGet(Trust::usual);
    return egress.verifyAlways() ? trust.strict() : trust;
  }

  private static Trust trust(Path file) {
    try {
      return Trust.besides(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal("egress.ca-file: " + file + " isn't a file of certificates in PEM.", e);
    }
  }

  @ProvidesIntoSet
  @Singleton
  Sink webhooks(Guard guard, JsonFormat json, InstantSource clock) {
    // Not the store's: a sink that refuses the start leaves the store alone.
    var steady = new SteadyClock(clock, System::nanoTime);
    return new WebhookSink(json, guard, version, clock, steady);
  }

  @Provides
  @Singleton
  Bins bins() {
    return new Bins();
  }

  @ProvidesIntoSet
  @Singleton
  Sink bin(JsonFormat json, Bins bins) {
    return new BinSink(json, version, bins);
  }

  @Provides
  @Singleton
  RestServer.Tools tools(
      JsonFormat json, InstantSource clock, RandomGenerator chance, ExecutorService executor) {
    return new RestServer.Tools(json, RequestIds.fresh(clock, chance), clock, executor);
  }

  private static Limits limits(Config.Limits config) {
    var rates = config.rates();
    return new Limits(
        new Limits.Rate(rates.requestsPerToken(), rates.requestsPerOrganization()),
        new Limits.Rate(rates.resendsPerToken(), rates.resendsPerOrganization()),
        rates.eventsPerOrganization(),
        config.streams().perToken(),
        config.streams().perOrganization());
  }

  @Provides
  @Singleton
  Sessions sessions(InstantSource clock, RandomGenerator chance) {
    return new Sessions(clock, chance);
  }

  @Provides
  @Singleton
  Authenticator tokens(Hookcast core, DataFolder folder) {
    return new AdminToken(folder.adminToken()).or(new AccessTokens(core.organizations()));
  }

  @Provides
  @Singleton
  Installation installation(Config config) {
    var storage =
        switch (config.storage()) {
          case Storage.Sqlite sqlite -> "SQLite";
          case Storage.Postgresql postgresql -> "PostgreSQL";
        };
    return new Installation(
        version,
        storage,
        config.settings().stream()
            .map(
                each ->
                    new Installation.Setting(
                        each.key().name(), each.shown(), each.origin(), each.key().description()))
            .toList());
  }

  @Provides
  @Singleton
  Console.Parts console(
      Authenticator tokens,
      Sessions sessions,
      InstantSource clock,
      Installation installation,
      Bins bins) {
    return new Console.Parts(tokens, sessions, clock, installation, bins);
  }

  @Provides
  @Singleton
  List<Route> routes(Hookcast core, Readiness readiness, Metrics metrics, Console.Parts console) {
    var figures =
        Route.anyToken("GET", "/metrics", call -> Answer.ok(Metrics.TYPE, metrics.scrape()));
    return Stream.of(
            Routes.of(core, readiness),
            FrontDoors.of(core),
            new Reference().routes(),
            Console.of(core, console),
            List.of(figures))
        .flatMap(List::stream)
        .toList();
  }

  @Provides
  @Singleton
  RestServer rest(
      Config config,
      Hookcast core,
      Authenticator tokens,
      Sessions sessions,
      RestServer.Tools tools,
      List<Route> routes) {
    var server = config.server();
    var admission = new Admission(tokens, core.subscriptions()::hasOrganization, sessions);
    return new RestServer(
        new Binding(
            server.host(),
            server.port(),
            Math.toIntExact(config.ingest().maxBody()),
            limits(config.limits())),
        routes,
        admission,
        tools);
  }
}
