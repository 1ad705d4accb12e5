package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.http.server.BodyText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that makes a request once more, for a POSIX shell.
 *
 * @param command ready to be pasted; each argument in quotes that nothing in it can end
 * @param secrets true if {@link #PLACEHOLDER} stands where a secret was sent
 * @param apart true if the body can't stand in a command and is to be in a file
 */
record Curl(String command, boolean secrets, boolean apart) {
  /** Stands for a secret, which isn't kept. */
  static final String PLACEHOLDER = "<secret>";

  private static final String GOES_ON = " \\\n  ";
  private static final int LONGEST = 100_000; // Linux takes 128 KiB in one argument

  // What belongs to one connection or follows from the rest: curl sends its own.
  private static final Set<String> CURLS_OWN =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect");

  static Curl of(Request request) {
    var body = typed(request);
    var command =
        Stream.of(
                // Without it, brackets and braces in the URL would mean several URLs.
                Stream.of("curl --globoff --request " + quoted(request.method())),
                request.headers().stream().filter(Curl::kept).map(Curl::header),
                Stream.of(typeless(request)).filter(without -> without).map(w -> NO_TYPE),
                // Not --data, which takes a leading @ for the name of a file.
                Stream.of(
                    body.map(text -> "--data-raw " + quoted(text))
                        .orElse("--data-binary @body.json")),
                Stream.of("--url " + quoted(request.url())))
            .flatMap(parts -> parts)
            .collect(Collectors.joining(GOES_ON));
    return new Curl(command, request.headers().stream().anyMatch(h -> masked(h)), body.isEmpty());
  }

  /** A text as one word of a POSIX shell, whatever is in it, short of NUL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static final String NO_TYPE = "--header 'Content-Type:'";

  /** True if nothing was said of the body's type; curl would say it is a form. */
  private static boolean typeless(Request request) {
    return request.headers().stream().noneMatch(h -> h.name().equalsIgnoreCase("content-type"));
  }

  private static boolean kept(Header header) {
    return !CURLS_OWN.contains(header.name().toLowerCase(Locale.ROOT));
  }

  private static String header(Header header) {
    if (header.value().isEmpty()) {
      return "--header " + quoted(header.name() + ";"); // a colon would take the header out
    }
    var value = masked(header) ? PLACEHOLDER : header.value();
    return "--header " + quoted(header.name() + ": " + value);
  }

  private static boolean masked(Header header) {
    return header.value().equals(Secret.MASK);
  }

  /** The body, if a person could type it: a terminal acts on control characters when pasted. */
  private static Optional<String> typed(Request request) {
    return Optional.of(request.body())
        .filter(body -> body.size() <= LONGEST)
        .flatMap(body -> BodyText.of(body, false))
        .filter(text -> text.chars().noneMatch(Curl::acts));
  }

  private static boolean acts(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }
}
