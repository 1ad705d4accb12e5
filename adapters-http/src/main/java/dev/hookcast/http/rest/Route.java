package dev.hookcast.http.rest;

/**
 * One line of the table of routes.
 *
 * @param path with its parameters in braces; {@code {org}} is always an organization's id
 */
public record Route(String method, String path, Access access, Handler handler) {
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
  }

  /** Answers a call that was admitted. */
  @FunctionalInterface
  public interface Handler {
    /** The answer; what is wrong with the call is thrown as {@link Refusal} or InvalidInput. */
    Answer answer(Call call);
  }

  /** A route for tokens with a scope. */
  public static Route of(String method, String path, TokenScope scope, Handler handler) {
    return new Route(method, path, new Access.Scoped(scope), handler);
  }

  /** A route for any valid token. */
  public static Route anyToken(String method, String path, Handler handler) {
    return new Route(method, path, new Access.AnyToken(), handler);
  }

  /** A route for everybody. */
  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, new Access.Open(), handler);
  }

  boolean inOrganization() {
    return path.contains("{" + ORGANIZATION + "}");
  }
}
