package dev.hookcast.http.rest;

import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Organizations;
import dev.hookcast.core.api.Organizations.Issue;
import dev.hookcast.core.api.Organizations.Renewal;
import dev.hookcast.core.api.Rotation;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.http.server.Addresses;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Media;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.TokenNames;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An organization's tokens: made, listed, given other secrets, revoked. */
final class TokensResource {
  private static final Set<Media> JSON = EnumSet.of(Media.JSON);

  private final Organizations organizations;

  TokensResource(Organizations organizations) {
    this.organizations = organizations;
  }

  Answer create(Call call) {
    call.query().end();
    var wanted = grant(JsonReader.of(call.json()));
    var held = call.admittedCaller().scopes();
    return switch (organizations.by(call.author()).issue(call.organization(), wanted, held)) {
      case Issue.Issued issued ->
          Answer.of(201, view(issued.token()).with("token", Json.of(issued.text().reveal())));
      case Issue.Beyond beyond -> throw Refusal.insufficientScope(beyond.scope());
      case Issue.Missing missing -> throw Refusal.notFound();
    };
  }

  Answer list(Call call) {
    var query = call.query();
    var page = query.page();
    query.end();
    var tokens = organizations.tokens(call.organization(), page);
    return Answer.ok(Paging.write(tokens, this::view));
  }

  Answer delete(Call call) {
    call.query().end();
    if (!organizations.by(call.author()).revoke(call.organization(), new TokenId(call.id()))) {
      throw Refusal.notFound();
    }
    return Answer.empty();
  }

  Answer rotate(Call call) {
    call.query().end();
    var overlap = Rotation.readOverlap(call.objectIfAny(JSON).orElse(JsonObject.EMPTY));
    var held = call.admittedCaller().scopes();
    var renewal =
        organizations
            .by(call.author())
            .rotate(call.organization(), new TokenId(call.id()), overlap, held);
    return switch (renewal) {
      case Renewal.Renewed renewed ->
          Answer.ok(view(renewed.token()).with("token", Json.of(renewed.text().reveal())));
      case Renewal.Beyond beyond -> throw Refusal.insufficientScope(beyond.scope());
      case Renewal.Expired expired ->
          throw Refusal.conflict("token_expired", "It has expired: make another one instead.");
      case Renewal.Missing missing -> throw Refusal.notFound();
    };
  }

  private static Grant grant(JsonReader in) {
    var name = in.required("name", TokenNames::checked);
    Set<TokenScope> scopes =
        in.texts("scopes", ScopeSet::meant).stream()
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    var expiresAt = in.instant("expires_at");
    var addresses = in.texts("allowed_addresses", Addresses::block);
    if (addresses.size() > Addresses.MOST) {
      in.reject("allowed_addresses", "too_many", "There may be at most 50 blocks of addresses.");
    }
    in.refuseUnknown();
    in.end();
    return new Grant(name.orElseThrow(), scopes, expiresAt, addresses);
  }

  private JsonObject view(AccessToken token) {
    var grant = token.grant();
    return JsonObject.writing()
        .put("id", token.id().value())
        .put("name", grant.name())
        .put("scopes", grant.scopes().stream().map(TokenScope::word).toList())
        .put("created_at", token.createdAt().toString())
        .put("expires_at", orNull(grant.expiresAt()))
        .put("allowed_addresses", grant.addresses().stream().map(AddressBlock::text).toList())
        .put("last_used_at", orNull(token.lastUsedAt()))
        .put("former_valid_until", orNull(organizations.formerValidUntil(token)))
        .done();
  }

  private static Json orNull(Optional<Instant> time) {
    return time.<Json>map(at -> Json.of(at.toString())).orElse(JsonNull.NULL);
  }
}
