package dev.hookcast.core.api;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.AuditEntry.Target;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the entries of the audit log about what one author does. */
final class Trail {
  private static final String SIGNING = "secret";
  private static final String TOKEN = "token";

  private final Author author;
  private final Subscriptions.Tools tools;
  private final SubscriptionJson form;

  Trail(Author author, Subscriptions.Tools tools, SubscriptionJson form) {
    this.author = author;
    this.tools = tools;
    this.form = form;
  }

  Trail by(Author other) {
    return new Trail(other, tools, form);
  }

  Optional<AuditEntry> created(Subscription made) {
    return subscription(AuditAction.SUBSCRIPTION_CREATE, made)
        .changed(Optional.empty(), Optional.of(shown(made)), secrets(Secrets.NONE, of(made)));
  }

  Optional<AuditEntry> deleted(Subscription gone) {
    return subscription(AuditAction.SUBSCRIPTION_DELETE, gone)
        .changed(Optional.of(shown(gone)), Optional.empty(), secrets(of(gone), Secrets.NONE));
  }

  /** Tells of what is something else afterwards, and of nothing else. */
  AuditStore.Witness of(AuditAction action) {
    return (before, after) -> {
      var was = shown(before);
      var is = shown(after);
      return subscription(action, after)
          .changed(
              Optional.of(without(is, was)),
              Optional.of(without(was, is)),
              secrets(of(before), of(after)));
    };
  }

  Optional<AuditEntry> tested(Subscription subscription, EventType type) {
    var after = JsonObject.writing().put("type", type.value()).done();
    return subscription(AuditAction.SUBSCRIPTION_TEST, subscription)
        .changed(Optional.empty(), Optional.of(after), List.of());
  }

  Optional<AuditEntry> organization(AuditAction action, OrganizationId id, String name) {
    var shown = Optional.of(JsonObject.writing().put("name", name).done());
    var done = new Done(action, id, new Target(id.value(), name));
    return action == AuditAction.ORGANIZATION_CREATE
        ? done.changed(Optional.empty(), shown, List.of())
        : done.changed(shown, Optional.empty(), List.of());
  }

  Optional<AuditEntry> issued(AccessToken token) {
    return token(AuditAction.TOKEN_CREATE, token)
        .changed(Optional.empty(), Optional.of(shown(token)), List.of());
  }

  Optional<AuditEntry> revoked(AccessToken token) {
    return token(AuditAction.TOKEN_REVOKE, token)
        .changed(Optional.of(shown(token)), Optional.empty(), List.of());
  }

  Optional<AuditEntry> rotated(AccessToken token) {
    var until = token.digests().retiring().map(former -> former.until().toString());
    var after = JsonObject.writing().putText("former_valid_until", until).done();
    return token(AuditAction.TOKEN_ROTATE, token)
        .changed(Optional.of(JsonObject.EMPTY), Optional.of(after), List.of(TOKEN));
  }

  Optional<AuditEntry> resealed() {
    return new Done(AuditAction.SECRETS_RESEAL, OrganizationId.DEFAULT, new Target("", ""))
        .changed(Optional.empty(), Optional.empty(), List.of());
  }

  Optional<AuditEntry> resent(Delivery delivery) {
    var after =
        JsonObject.writing()
            .put("event_id", delivery.event().value())
            .put("subscription_id", delivery.subscription().value())
            .done();
    return new Done(
            AuditAction.DELIVERY_RESEND,
            delivery.organization(),
            new Target(delivery.id().value(), ""))
        .changed(Optional.empty(), Optional.of(after), List.of());
  }

  private Done subscription(AuditAction action, Subscription of) {
    return new Done(action, of.organization(), new Target(of.id().value(), of.settings().name()));
  }

  private Done token(AuditAction action, AccessToken of) {
    return new Done(action, of.organization(), new Target(of.id().value(), of.grant().name()));
  }

  private JsonObject shown(Subscription subscription) {
    return form.write(subscription.settings());
  }

  private static JsonObject shown(AccessToken token) {
    var grant = token.grant();
    return JsonObject.writing()
        .put("name", grant.name())
        .put("scopes", grant.scopes().stream().map(TokenScope::word).toList())
        .putText("expires_at", grant.expiresAt().map(Object::toString))
        .put("allowed_addresses", grant.addresses().stream().map(AddressBlock::text).toList())
        .done();
  }

  private static Secrets of(Subscription subscription) {
    return subscription.settings().sink().secrets();
  }

  /** The members of {@code of} that the other one doesn't have in the same way. */
  private static JsonObject without(JsonObject other, JsonObject of) {
    var differing = JsonObject.writing();
    of.members()
        .forEach(
            (name, value) -> {
              if (!value.equals(other.members().get(name))) {
                differing.put(name, value);
              }
            });
    return differing.done();
  }

  private static List<String> secrets(Secrets before, Secrets after) {
    var names = new ArrayList<String>();
    if (!before.signing().equals(after.signing())) {
      names.add(SIGNING);
    }
    var others = new TreeSet<>(before.others().keySet());
    others.addAll(after.others().keySet());
    others.removeIf(name -> Objects.equals(before.others().get(name), after.others().get(name)));
    names.addAll(others);
    return names;
  }

  /** An entry before it is known what came of it. */
  private final class Done {
    private final AuditAction action;
    private final OrganizationId organization;
    private final Target target;

    private Done(AuditAction action, OrganizationId organization, Target target) {
      this.action = action;
      this.organization = organization;
      this.target = target;
    }

    private Optional<AuditEntry> changed(
        Optional<JsonObject> before, Optional<JsonObject> after, List<String> secrets) {
      var identity = tools.ids().next();
      return Optional.of(
          new AuditEntry(
              identity.id(),
              identity.number(),
              organization,
              tools.clock().instant(),
              author,
              action,
              target,
              before,
              after,
              secrets));
    }
  }
}
