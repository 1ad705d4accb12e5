package dev.hookcast.http.rest;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.api.Audit;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import java.util.Optional;

/** The audit log: an organization's, or everybody's, and whether it is whole. */
final class AuditResource {
  private final Audit audit;

  AuditResource(Audit audit) {
    this.audit = audit;
  }

  Answer list(Call call) {
    return list(call, Optional.of(call.organization()));
  }

  /** What was done in every organization, deleted ones too. */
  Answer listAll(Call call) {
    return list(call, Optional.empty());
  }

  /** Whether an organization's entries are what was written. */
  Answer verify(Call call) {
    var query = call.query();
    var known = query.text("known", ChainPoint::of);
    query.end();
    return Answer.ok(view(audit.verify(call.organization(), known)));
  }

  private static JsonObject view(Verification verification) {
    return JsonObject.writing()
        .put("whole", verification.whole())
        .put("entries", verification.entries())
        .put("unchained", verification.unchained())
        .put("head", verification.head().text())
        .put("broken", DeliveryView.orNull(verification.broken().map(AuditResource::view)))
        .done();
  }

  private static JsonObject view(Verification.Break broken) {
    return JsonObject.writing()
        .put("place", broken.place())
        .put("id", DeliveryView.orNull(broken.id().map(Json::of)))
        .put("fault", broken.fault().word())
        .done();
  }

  private Answer list(Call call, Optional<OrganizationId> organization) {
    var query = call.query();
    var period = query.period();
    var wanted =
        new AuditStore.Query(
            organization,
            query.text("action", AuditAction::of),
            query.text("target_id"),
            query.text("token_id"),
            period.since(),
            period.until(),
            query.page());
    query.end();
    return Answer.ok(Paging.write(audit.list(wanted), AuditResource::view));
  }

  private static JsonObject view(AuditEntry entry) {
    var target =
        JsonObject.writing()
            .put("kind", entry.action().kind())
            .put("id", entry.target().id())
            .put("name", entry.target().name())
            .done();
    return JsonObject.writing()
        .put("id", entry.id())
        .put("at", entry.at().toString())
        .put("organization", entry.organization().value())
        .put("by", by(entry.by()))
        .put("action", entry.action().word())
        .put("target", target)
        .put("before", DeliveryView.orNull(entry.before()))
        .put("after", DeliveryView.orNull(entry.after()))
        .put("secrets", entry.secrets())
        .done();
  }

  private static JsonObject by(Author author) {
    return JsonObject.writing()
        .put("kind", author.kind().word())
        .put("token_id", DeliveryView.orNull(author.token().map(TokenId::value).map(Json::of)))
        .put("name", author.name())
        .put("address", DeliveryView.orNull(author.address().map(Json::of)))
        .put("request_id", DeliveryView.orNull(author.request().map(Json::of)))
        .done();
  }
}
