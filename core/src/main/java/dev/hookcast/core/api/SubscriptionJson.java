package dev.hookcast.core.api;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.delivery.RetryPolicyJson;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/** The JSON form of what an owner chooses for a subscription; secrets go in and never come out. */
public final class SubscriptionJson {
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final String DEFAULT_SINK = "webhook";

  private final Dialects dialects;
  private final Sinks sinks;

  public SubscriptionJson(Dialects dialects, Sinks sinks) {
    this.dialects = dialects;
    this.sinks = sinks;
  }

  /**
   * Reads settings. A signing secret that is left out stays as in {@code current}, and so does each
   * secret that is given as {@code ***}.
   *
   * @throws InvalidInput with every problem, unknown members included
   */
  public Settings read(JsonObject document, Optional<Subscription> current) {
    var in = JsonReader.of(document);
    var before = current.map(Subscription::settings);
    var dialect = dialect(in);
    var filter = filter(in, document, dialect);
    var usual = usual(document);
    var usualRetry = usual.retry().or(() -> dialect.map(d -> d.terms().retry()));
    var otherwise = usualRetry.orElse(RetryPolicy.STANDARD);
    var retry = in.object("retry", inner -> RetryPolicyJson.read(inner, otherwise));
    var limits = in.object("limits", inner -> Limits.read(inner, usual.limits()));
    var name = in.text("name", MAX_NAME);
    var description = in.text("description", MAX_DESCRIPTION);
    var enabled = in.bool("enabled").orElse(true);
    var sink = sink(in, before.map(Settings::sink));
    in.refuseUnknown();
    in.end();
    return new Settings(
        name.orElse(""),
        description.orElse(""),
        enabled,
        sink.orElseThrow(),
        dialect.orElseThrow(),
        filter,
        retry.orElse(otherwise),
        limits.orElse(usual.limits()));
  }

  /** Writes settings so that reading them again changes nothing: secrets stand as {@code ***}. */
  public JsonObject write(Settings settings) {
    return JsonObject.writing()
        .put("name", settings.name())
        .put("description", settings.description())
        .put("sink", settings.sink().kind())
        .put("enabled", settings.enabled())
        .put("dialect", settings.dialect().name())
        .put("options", options(settings.sink()))
        .put("filter", FilterJson.write(settings.filter()))
        .put("retry", RetryPolicyJson.write(settings.retry()))
        .put("limits", settings.limits().write())
        .done();
  }

  /**
   * The same settings without the secret that signs.
   *
   * @throws InvalidInput if their dialect can't do without
   */
  public static Settings unsigned(Settings settings) {
    // Asks only whether the dialect always signs: this secret is never used.
    if (settings.dialect().freshSecret(() -> 0L).isPresent()) {
      throw InvalidInput.of(
          "/options/secret", "secret_required", "This dialect always signs: give another secret.");
    }
    return settings.with(settings.sink().secrets().unsigned());
  }

  /**
   * States that aren't mentioned are the dialect's usual ones; an empty list is none in particular.
   */
  private static Filter filter(JsonReader in, JsonObject document, Optional<Dialect> dialect) {
    var filter = in.object("filter", FilterJson::read).orElse(Filter.ALL);
    boolean mentioned = document.object("filter").get("states").isPresent();
    return mentioned
        ? filter
        : filter.inStates(dialect.map(Dialect::usualStates).orElse(List.of()));
  }

  private Optional<Dialect> dialect(JsonReader in) {
    var name = in.text("dialect").orElse(Dialects.DEFAULT);
    var dialect = dialects.named(name);
    if (dialect.isEmpty()) {
      in.reject("dialect", "dialect_unknown", "The dialects are " + dialects.names() + ".");
    }
    return dialect;
  }

  private SinkSpec.Usual usual(JsonObject document) {
    return sinks
        .ofKind(document.text("sink").orElse(DEFAULT_SINK))
        .map(sink -> sink.spec().usual())
        .orElse(SinkSpec.Usual.DIALECTS);
  }

  private Optional<SinkChoice> sink(JsonReader in, Optional<SinkChoice> before) {
    var kind = in.text("sink").orElse(DEFAULT_SINK);
    var sink = sinks.ofKind(kind);
    var options = in.object("options");
    if (sink.isEmpty()) {
      in.reject("sink", "sink_unknown", "The sinks are " + sinks.kinds() + ".");
      return Optional.empty();
    }
    var same = before.filter(b -> b.kind().equals(kind)).map(SinkChoice::secrets);
    var form = new OptionsForm(sink.get().spec(), same.orElse(Secrets.NONE));
    return in.nested("options", options.orElse(JsonObject.EMPTY), form::read);
  }

  private JsonObject options(SinkChoice choice) {
    var spec = sinks.ofKind(choice.kind()).map(sink -> sink.spec());
    return spec.map(known -> OptionsForm.write(known, choice)).orElse(choice.options());
  }
}
