package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.TokenScope;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decides who may call a route. Safe for any number of threads. */
public final class Admission {
  private static final String ORGANIZATION_HEADER = "Hookcast-Organization";

  private final Authenticator authenticator;
  private final Predicate<OrganizationId> organizations;
  private final Function<Optional<String>, Optional<Secret>> sessions;

  /**
   * An admission by token, where there is no console to sign in at.
   *
   * @param organizations which organizations there are
   */
  public Admission(Authenticator authenticator, Predicate<OrganizationId> organizations) {
    this(authenticator, organizations, cookies -> Optional.empty());
  }

  /** The same, and at the console by session. */
  public Admission(
      Authenticator authenticator, Predicate<OrganizationId> organizations, Sessions sessions) {
    this(authenticator, organizations, sessions::token);
  }

  private Admission(
      Authenticator authenticator,
      Predicate<OrganizationId> organizations,
      Function<Optional<String>, Optional<Secret>> sessions) {
    this.authenticator = authenticator;
    this.organizations = organizations;
    this.sessions = sessions;
  }

  /** Somebody with a valid token. */
  record Known(Caller caller, Secret token) {
    /** A text that stands for the token and tells nothing of it. */
    String standIn() {
      return HexFormat.of().formatHex(Bytes.utf8(token.reveal()).sha256().array());
    }
  }

  /** Who was let in, and to which organization if the route is inside of one. */
  record Admitted(Optional<Known> known, Optional<OrganizationId> organization) {
    Optional<Caller> caller() {
      return known.map(Known::caller);
    }
  }

  /** Whoever calls, if their token is valid: a page of the console has it from the session. */
  Optional<Known> known(Route route, Context context) {
    var token =
        route.access() instanceof Route.Access.SignedIn
            ? sessions.apply(Optional.ofNullable(context.header("Cookie")))
            : token(context).map(Secret::new);
    return token.flatMap(
        text ->
            authenticator
                .authenticate(text.reveal(), context.req().getRemoteAddr())
                .map(c -> new Known(c, text)));
  }

  /** True if a call says who makes it, rightly or wrongly. */
  static boolean attempted(Context context) {
    return context.header("Authorization") != null;
  }

  Admitted admit(Route route, Context context) {
    return admit(route, context, known(route, context));
  }

  Admitted admit(Route route, Context context, Optional<Known> known) {
    var caller = known.map(Known::caller);
    return switch (route.access()) {
      case Route.Access.Open open -> new Admitted(known, Optional.empty());
      case Route.Access.AnyToken any ->
          new Admitted(known, organization(route, context, present(caller)));
      case Route.Access.Scoped scoped -> {
        var organization = organization(route, context, present(caller));
        yield allowed(known, scoped.scope(), organization);
      }
      case Route.Access.Own own -> {
        var organization = own(context, present(caller));
        yield allowed(known, own.scope(), Optional.of(organization));
      }
      case Route.Access.SignedIn page -> {
        SameOrigin.require(context);
        var visitor = caller.orElseThrow(() -> SignIn.wanted(context));
        var organization = organization(route, context, visitor);
        yield page.scope()
            .map(scope -> allowed(known, scope, organization))
            .orElseGet(() -> new Admitted(known, organization));
      }
    };
  }

  /** Asked after the organization: of others a token finds out nothing, whatever it lacks. */
  private static Admitted allowed(
      Optional<Known> known, TokenScope scope, Optional<OrganizationId> organization) {
    known.orElseThrow().caller().require(scope);
    return new Admitted(known, organization);
  }

  private static Caller present(Optional<Caller> caller) {
    return caller.orElseThrow(
        () ->
            Refusal.of(
                    ProblemType.UNAUTHORIZED,
                    "Send one header \"Authorization: Bearer TOKEN\" with a token that is complete,"
                        + " hasn't expired, wasn't revoked, and works from your address.")
                .with("WWW-Authenticate", "Bearer"));
  }

  private Optional<OrganizationId> organization(Route route, Context context, Caller caller) {
    if (!route.inOrganization()) {
      return Optional.empty();
    }
    return Optional.of(served(context.pathParam(Route.ORGANIZATION), caller));
  }

  /** The organization of a path that names none. */
  private OrganizationId own(Context context, Caller caller) {
    var named = context.header(ORGANIZATION_HEADER);
    var usual = caller.organization().orElse(OrganizationId.DEFAULT);
    return served(named == null ? usual.value() : named, caller);
  }

  /** One that isn't there and one that isn't the caller's look the same. */
  private OrganizationId served(String wanted, Caller caller) {
    return organization(wanted)
        .filter(caller::serves)
        .filter(organizations)
        .orElseThrow(Refusal::notFound);
  }

  private static Optional<OrganizationId> organization(String text) {
    try {
      return Optional.of(new OrganizationId(text));
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }

  /** The token of the only Authorization header: two might mean different things to a proxy. */
  private static Optional<String> token(Context context) {
    var headers = Collections.list(context.req().getHeaders("Authorization"));
    if (headers.size() != 1) {
      return Optional.empty();
    }
    var parts = headers.getFirst().strip().split(" +", -1);
    boolean ours = parts.length == 2 && isScheme(parts[0]);
    return ours ? Optional.of(parts[1]) : Optional.empty();
  }

  private static boolean isScheme(String word) {
    var scheme = word.toLowerCase(Locale.ROOT);
    return scheme.equals("bearer") || scheme.equals("token");
  }
}
