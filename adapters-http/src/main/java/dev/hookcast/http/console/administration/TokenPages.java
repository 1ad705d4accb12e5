package dev.hookcast.http.console.administration;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenDigests;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Elapsed;
import dev.hookcast.core.api.Organizations;
import dev.hookcast.core.api.Organizations.Issue;
import dev.hookcast.core.api.Organizations.Renewal;
import dev.hookcast.core.api.Rotation;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Filters;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An organization's tokens: listed, made, shown once, given other secrets, revoked. */
final class TokenPages {
  private static final String PATH = Frame.ORGANIZATION + "/tokens";
  private static final String HERE = "/tokens";
  private static final int WRONG = 422;

  private final Organizations organizations;
  private final InstantSource clock;

  TokenPages(Organizations organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        page("GET", PATH, this::list),
        page("GET", PATH + "/new", this::ask),
        page("POST", PATH, this::create),
        page("POST", PATH + "/{id}/rotate", this::rotate),
        page("POST", PATH + "/{id}/revoke", this::revoke));
  }

  private static Route page(String method, String path, Route.Handler handler) {
    return Route.page(method, path, TokenScope.TOKENS_ADMIN, handler);
  }

  private Answer list(Call call) {
    var frame = Frame.of(call, Area.TOKENS, "Tokens");
    var filters = Filters.of(call, frame.at(HERE), List.of());
    var tokens = organizations.tokens(call.organization(), filters.page());
    return Pages.show(
        "administration/tokens.jte",
        Map.of(
            "frame", frame,
            "filters", filters,
            "tokens", tokens,
            "now", clock.instant()));
  }

  private Answer ask(Call call) {
    return form(200, call, TokenForm.empty(call.admittedCaller().scopes()));
  }

  private Answer create(Call call) {
    var held = call.admittedCaller().scopes();
    var form = TokenForm.of(call.form(), held);
    try {
      var wanted = form.grant();
      return switch (organizations.by(call.author()).issue(call.organization(), wanted, held)) {
        case Issue.Issued issued -> shown(201, call, issued.token(), issued.text());
        case Issue.Beyond beyond -> throw Refusal.insufficientScope(beyond.scope());
        case Issue.Missing missing -> throw Refusal.notFound();
      };
    } catch (InvalidInput e) {
      return form(WRONG, call, form.with(e));
    }
  }

  private Answer rotate(Call call) {
    var document = JsonObject.writing().putText("overlap", chosen(call, "overlap")).done();
    var overlap = Rotation.readOverlap(document);
    var held = call.admittedCaller().scopes();
    var id = new TokenId(call.id());
    return switch (organizations.by(call.author()).rotate(call.organization(), id, overlap, held)) {
      case Renewal.Renewed renewed -> shown(200, call, renewed.token(), renewed.text());
      case Renewal.Beyond beyond -> throw Refusal.insufficientScope(beyond.scope());
      case Renewal.Expired expired ->
          throw Refusal.conflict("token_expired", "It has expired: make another one instead.");
      case Renewal.Missing missing -> throw Refusal.notFound();
    };
  }

  private static Optional<String> chosen(Call call, String field) {
    return Optional.ofNullable(call.form().get(field));
  }

  private Answer revoke(Call call) {
    if (!organizations.by(call.author()).revoke(call.organization(), new TokenId(call.id()))) {
      throw Refusal.notFound();
    }
    return Answer.seeOther(Notice.REVOKED.on(Frame.home(call.organization()) + HERE));
  }

  private static Answer form(int status, Call call, TokenForm form) {
    return Pages.show(
        status,
        "administration/token.jte",
        Map.of("frame", Frame.of(call, Area.TOKENS, "A new token"), "form", form));
  }

  /** The only time that the token can be read. */
  private Answer shown(int status, Call call, AccessToken token, Secret text) {
    return Pages.show(
        status,
        "administration/issued.jte",
        Map.of(
            "frame", Frame.of(call, Area.TOKENS, "The new token"),
            "token", token,
            "former", organizations.formerValidUntil(token),
            "text", text.reveal()));
  }

  /** What a token may do: the name of its role, or its scopes one by one. */
  static List<String> abilities(AccessToken token) {
    var scopes = token.grant().scopes();
    return Arrays.stream(ScopeSet.values())
        .filter(set -> set.scopes().equals(scopes))
        .findFirst()
        .map(set -> List.of(set.word()))
        .orElseGet(() -> scopes.stream().map(TokenScope::word).toList());
  }

  /** True if a token is over. */
  static boolean over(AccessToken token, Instant now) {
    return !token.grant().validAt(now);
  }

  static Optional<Instant> end(AccessToken token) {
    return token.grant().expiresAt();
  }

  /** Until when the former text of a token is valid beside its present one, if it is. */
  static Optional<Instant> former(AccessToken token, Instant now) {
    return token.digests().retiringAt(now).map(TokenDigests.Retiring::until);
  }

  /** When it was used last, as people say it. */
  static String used(AccessToken token, Instant now) {
    return token.lastUsedAt().map(at -> Elapsed.words(at, now)).orElse("never");
  }

  /** The blocks of addresses that it works from. */
  static List<String> from(AccessToken token) {
    return token.grant().addresses().stream().map(AddressBlock::text).toList();
  }
}
