package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.delivery.RetryPolicyJson;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Health.Failing;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** How a subscription stands in its row: parts of it as JSON, its secrets sealed. */
record SubscriptionRow(SecretColumns secrets, JsonFormat json, Dialects dialects) {
  /** The columns that hold what can change, in the order of {@link #bind}. */
  static final String CHANGING =
      "name, description, enabled, paused_because, sink, speaks_dialect, dialect, options, filter,"
          + " retry, limits, "
          + SecretColumns.NAMES
          + ", failing_since, failing_latest, untold_pause, created_at, updated_at";

  /** Seals secrets with the key of this version. */
  Call bind(Call call, Subscription of, int version) throws SQLException {
    var settings = of.settings();
    var sink = settings.sink();
    call.with(settings.name())
        .with(settings.description())
        .with(settings.enabled())
        .withText(of.pausedBecause())
        .with(sink.kind())
        .with(sink.speaksDialect())
        .with(settings.dialect().name())
        .with(text(sink.options()))
        .with(text(FilterJson.write(settings.filter())))
        .with(text(RetryPolicyJson.write(settings.retry())))
        .with(text(settings.limits().write()));
    var place = new SecretColumns.Place(of.organization().value(), of.id().value());
    return secrets
        .bind(call, place, sink.secrets(), version)
        .withTime(of.health().failing().map(Failing::since))
        .withTime(of.health().failing().map(Failing::latest))
        .withTime(of.health().untold())
        .with(of.createdAt())
        .with(of.updatedAt());
  }

  /** What tells one state of a subscription from another: when it was changed, and its health. */
  Call bindState(Call call, Subscription of) throws SQLException {
    var failing = of.health().failing();
    return call.with(of.updatedAt())
        .withText(of.pausedBecause())
        .withTime(failing.map(Failing::since))
        .withTime(failing.map(Failing::latest))
        .withTime(of.health().untold());
  }

  /** Reads the organization, the id, the number, and then {@link #CHANGING}. */
  Subscription read(Row row) throws SQLException {
    var organization = row.text();
    var id = row.text();
    try {
      long number = row.number();
      var name = row.text();
      var description = row.text();
      boolean enabled = row.flag();
      var pausedBecause = row.textIfAny();
      var kind = row.text();
      boolean speaksDialect = row.flag();
      var dialect = row.text();
      var options = object(row.text());
      var filter = parsed(row.text(), FilterJson::read);
      var retry = parsed(row.text(), in -> RetryPolicyJson.read(in, RetryPolicy.STANDARD));
      var limits = parsed(row.text(), Limits::read);
      var opened = secrets.read(row, organization, id);
      var health = health(row, pausedBecause);
      var settings =
          new Settings(
              name,
              description,
              enabled,
              new SinkChoice(kind, speaksDialect, options, opened),
              dialects.named(dialect).orElseThrow(() -> unknown(dialect, id)),
              filter,
              retry,
              limits);
      return new Subscription(
          new SubscriptionId(id),
          number,
          new OrganizationId(organization),
          settings,
          health,
          row.time(),
          row.time());
    } catch (InvalidInput e) {
      throw new StoreFailure("The subscription " + id + " is stored in a form unknown here.", e);
    }
  }

  private static Health health(Row row, Optional<String> pausedBecause) throws SQLException {
    var since = row.timeIfAny();
    var latest = row.timeIfAny();
    var failing = since.map(at -> new Failing(at, latest.orElse(at)));
    return new Health(pausedBecause, failing, row.timeIfAny());
  }

  private String text(JsonObject object) {
    return json.write(object).text();
  }

  private JsonObject object(String text) {
    return (JsonObject) json.read(Bytes.utf8(text));
  }

  private <T> T parsed(String text, Function<JsonReader, T> read) {
    var in = JsonReader.of(object(text));
    var value = read.apply(in);
    in.end();
    return value;
  }

  private static StoreFailure unknown(String dialect, String id) {
    return new StoreFailure(
        "The subscription " + id + " speaks " + dialect + ", a dialect unknown here.");
  }
}
