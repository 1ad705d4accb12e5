package dev.hookcast.core.audit;

import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.TokenId;
import java.util.Locale;
import java.util.Optional;

/**
 * Who changes something, and from where.
 *
 * @param token the token that was used, if it was one of an organization's
 * @param name the token's name at that time; for others what they are
 * @param address the network address that the request came from; no proxy's word for it
 * @param request the id of the request, as its answer names it
 */
public record Author(
    Kind kind,
    Optional<TokenId> token,
    String name,
    Optional<String> address,
    Optional<String> request) {
  /** Whoever has the admin token. */
  public static final Author ADMIN = plain(Kind.ADMIN);

  /** A program that Hookcast runs in, or its operator on the machine itself. */
  public static final Author PROGRAM = plain(Kind.PROGRAM);

  /** Hookcast by itself. */
  public static final Author HOOKCAST = plain(Kind.HOOKCAST);

  /** What an author is. */
  public enum Kind {
    TOKEN,
    ADMIN,
    PROGRAM,
    HOOKCAST;

    /** The kind that {@link #word} says. */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The lower-case word that stands for it in JSON and SQL. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whoever has this token. */
  public static Author with(AccessToken token) {
    return new Author(
        Kind.TOKEN,
        Optional.of(token.id()),
        token.grant().name(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, in a request from this address. */
  public Author from(String address, String request) {
    return new Author(kind, token, name, Optional.of(address), Optional.of(request));
  }

  private static Author plain(Kind kind) {
    return new Author(kind, Optional.empty(), kind.word(), Optional.empty(), Optional.empty());
  }
}
