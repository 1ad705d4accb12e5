package dev.hookcast.http.server;

import dev.hookcast.core.access.TokenScope;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One line of the table of routes.
 *
 * @param path with its parameters in braces; {@code {org}} is always an organization's id
 * @param errors how calls of this route are refused
 */
public record Route(String method, String path, Access access, Handler handler, ErrorForm errors) {
  /** The parameter that names the organization. */
  static final String ORGANIZATION = "org";

  /** Who may call a route. */
  public sealed interface Access {
    /** Anybody; a valid token is noted all the same. */
    record Open() implements Access {}

    /** Anybody with a valid token. */
    record AnyToken() implements Access {}

    /** A token with this scope. */
    record Scoped(TokenScope scope) implements Access {}

    /**
     * A token with this scope, for a path that names no organization: the call is about the token's
     * own, or about the one that the header {@code Hookcast-Organization} names.
     */
    record Own(TokenScope scope) implements Access {}

    /**
     * Whoever has signed in at the console, with a token of this scope if one is named.
     *
     * @param scope empty for any token
     */
    record SignedIn(Optional<TokenScope> scope) implements Access {}
  }

  /** Answers a call that was admitted. */
  @FunctionalInterface
  public interface Handler {
    /** The answer; what is wrong with the call is thrown as {@link Refusal} or InvalidInput. */
    Answer answer(Call call);
  }

  /** A route for tokens with a scope. */
  public static Route of(String method, String path, TokenScope scope, Handler handler) {
    return new Route(method, path, new Access.Scoped(scope), handler, ErrorForm.PROBLEM);
  }

  /** A route for any valid token. */
  public static Route anyToken(String method, String path, Handler handler) {
    return new Route(method, path, new Access.AnyToken(), handler, ErrorForm.PROBLEM);
  }

  /** A route for everybody. */
  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, new Access.Open(), handler, ErrorForm.PROBLEM);
  }

  /** A route of a platform's API, about the caller's own organization. */
  public static Route own(String method, String path, TokenScope scope, Handler handler) {
    return new Route(method, path, new Access.Own(scope), handler, ErrorForm.PROBLEM);
  }

  /** A page of the console, for those who signed in with a token of this scope. */
  public static Route page(String method, String path, TokenScope scope, Handler handler) {
    return signedIn(method, path, Optional.of(scope), handler);
  }

  /** A page of the console, for those who signed in with any token. */
  public static Route page(String method, String path, Handler handler) {
    return signedIn(method, path, Optional.empty(), handler);
  }

  private static Route signedIn(
      String method, String path, Optional<TokenScope> scope, Handler handler) {
    return new Route(method, path, new Access.SignedIn(scope), handler, ErrorForm.PROBLEM);
  }

  /** The same route, with something done to each of its answers. */
  public Route answering(UnaryOperator<Answer> change) {
    return new Route(method, path, access, call -> change.apply(handler.answer(call)), errors);
  }

  /** The same route, refusing calls in another form. */
  public Route refusing(ErrorForm form) {
    return new Route(method, path, access, handler, form);
  }

  /** True if it sends something once more: there is a scope for that and nothing else. */
  boolean resends() {
    return switch (access) {
      case Access.Open open -> false;
      case Access.AnyToken any -> false;
      case Access.Scoped scoped -> scoped.scope() == TokenScope.DELIVERIES_RESEND;
      case Access.Own own -> own.scope() == TokenScope.DELIVERIES_RESEND;
      case Access.SignedIn page ->
          page.scope().equals(Optional.of(TokenScope.DELIVERIES_RESEND)) && !method.equals("GET");
    };
  }

  /** True if its path names the organization. */
  public boolean inOrganization() {
    return path.contains("{" + ORGANIZATION + "}");
  }
}
