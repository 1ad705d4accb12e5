package dev.hookcast.http.sink;

import dev.hookcast.core.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A URL that requests may be sent to. Two parsers have to agree on what it means; what can be
 * understood in two ways is refused. Nothing is looked up here.
 */
record TargetUrl(HttpUrl url) {
  private static final int MAX_LENGTH = 2_048;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
  private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*)(.*)");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /**
   * Checks a URL against a policy.
   *
   * @throws InvalidInput with one of the codes {@code url_…}, its pointer empty
   */
  static TargetUrl checked(String text, EgressPolicy policy) {
    refuseOddCharacters(text);
    var scheme = SCHEME.matcher(text);
    require(scheme.matches(), "url_invalid", "This isn't an absolute URL.");
    boolean secure = scheme.group(1).equalsIgnoreCase("https");
    require(
        secure || scheme.group(1).equalsIgnoreCase("http"),
        "url_scheme_not_allowed",
        "A URL here starts with https:// or http://.");
    var authority = AUTHORITY.matcher(scheme.group(2));
    require(authority.matches(), "url_invalid", "A URL needs two slashes before its host.");
    require(
        authority.group(1).indexOf('@') < 0,
        "url_userinfo_not_allowed",
        "A URL here holds no user name or password; use a header.");
    require(
        authority.group(1).chars().allMatch(c -> c < 0x80),
        "url_host_not_ascii",
        "The host has to be written in ASCII" + asciiForm(text) + ".");
    boolean opened = Authority.of(authority.group(1), secure).checked(policy);
    require(
        secure || opened || !policy.httpsOnly(),
        "url_https_required",
        "Public targets have to be https here.");
    checkRest(authority.group(2));
    return agreed(text).orElseThrow(() -> problem("url_invalid", "This isn't a plain URL."));
  }

  /** The URL as it is sent to: parsed only, for one that was checked before. */
  static Optional<TargetUrl> trusted(String text) {
    try {
      return Optional.ofNullable(HttpUrl.parse(text)).map(TargetUrl::withoutLastDot);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The text of a URL without the dot at its host's end; empty if it has none there. */
  static Optional<String> withoutDot(String text) {
    return Optional.ofNullable(HttpUrl.parse(text))
        .filter(url -> url.host().endsWith("."))
        .map(url -> withoutLastDot(url).url().toString());
  }

  /** The name that has to be looked up; empty if there is an address instead. */
  Optional<String> name() {
    return Authority.of(url.uri().getRawAuthority(), url.isHttps()).name();
  }

  /** The host, in lower case, and the port; which port is the usual one is the scheme's affair. */
  String destination() {
    var host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    return host + ":" + url.port();
  }

  private static void refuseOddCharacters(String text) {
    require(text.length() <= MAX_LENGTH, "url_too_long", "A URL has at most 2,048 characters.");
    boolean odd = text.chars().anyMatch(c -> c < 0x20 || c == 0x7F || c == '\\');
    require(
        !odd && text.equals(text.strip()),
        "url_invalid",
        "A URL holds no control characters, no backslashes and no space around it.");
  }

  private static void checkRest(String rest) {
    require(rest.indexOf('#') < 0, "url_fragment_not_allowed", "A URL here has no fragment.");
    boolean encoded =
        rest.chars().allMatch(c -> c > 0x20 && c < 0x7F && "\"<>^`{|}".indexOf(c) < 0);
    require(
        encoded && !BAD_ESCAPE.matcher(rest).find(),
        "url_not_encoded",
        "Spaces, other than ASCII, and signs such as { have to be percent-encoded.");
  }

  /** What both parsers take the text for, if they agree. */
  private static Optional<TargetUrl> agreed(String text) {
    var url = HttpUrl.parse(text);
    try {
      var uri = new URI(text);
      return url != null && agree(uri, url) ? Optional.of(withoutLastDot(url)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean agree(URI uri, HttpUrl url) {
    var path = Objects.requireNonNullElse(uri.getRawPath(), "");
    // By authority: java.net.URI knows no host with an underscore.
    return uri.getScheme().equalsIgnoreCase(url.scheme())
        && Authority.of(uri.getRawAuthority(), url.isHttps()).means(url.host(), url.port())
        && (path.isEmpty() ? "/" : path).equals(url.encodedPath());
  }

  private static TargetUrl withoutLastDot(HttpUrl url) {
    var host = url.host();
    return new TargetUrl(
        host.endsWith(".")
            ? url.newBuilder().host(host.substring(0, host.length() - 1)).build()
            : url);
  }

  private static String asciiForm(String text) {
    var url = HttpUrl.parse(text);
    return url == null ? "" : ": " + url.host();
  }

  static void require(boolean fine, String code, String detail) {
    if (!fine) {
      throw problem(code, detail);
    }
  }

  static InvalidInput problem(String code, String detail) {
    return InvalidInput.of("", code, detail);
  }
}
