package dev.hookcast.http.rest;

import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Organizations;
import dev.hookcast.core.api.Organizations.Issue;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.TokenNames;
import java.util.Set;
import java.util.stream.Collectors;

/** An organization's tokens: made, listed, revoked. */
final class TokensResource {
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
    return Answer.ok(Paging.write(tokens, TokensResource::view));
  }

  Answer delete(Call call) {
    call.query().end();
    if (!organizations.by(call.author()).revoke(call.organization(), new TokenId(call.id()))) {
      throw Refusal.notFound();
    }
    return Answer.empty();
  }

  private static Grant grant(JsonReader in) {
    var name = in.required("name", TokenNames::checked);
    Set<TokenScope> scopes =
        in.texts("scopes", ScopeSet::meant).stream()
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    var expiresAt = in.instant("expires_at");
    in.refuseUnknown();
    in.end();
    return new Grant(name.orElseThrow(), scopes, expiresAt);
  }

  private static JsonObject view(AccessToken token) {
    var grant = token.grant();
    return JsonObject.writing()
        .put("id", token.id().value())
        .put("name", grant.name())
        .put("scopes", grant.scopes().stream().map(TokenScope::word).toList())
        .put("created_at", token.createdAt().toString())
        .put(
            "expires_at",
            grant.expiresAt().<Json>map(end -> Json.of(end.toString())).orElse(JsonNull.NULL))
        .done();
  }
}
