package dev.hookcast.http.sink;

import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for headers that a subscription adds to its requests. */
final class OwnHeaders {
  private static final int MAX_COUNT = 50;
  private static final int MAX_NAME = 256;
  private static final int MAX_VALUE = 4_096;
  private static final int MAX_TOTAL = 8 * 1024;
  private static final Pattern TOKEN = // RFC 9110, 5.6.2
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");
  private static final Pattern RESERVED =
      Pattern.compile(
          "host|content-length|content-type|transfer-encoding|connection|te|trailer|upgrade|expect"
              + "|keep-alive|proxy-.*|accept-encoding|user-agent|webhook-.*");
  private static final int LONGEST_ECHO = 100;

  private OwnHeaders() {}

  /** What is wrong with these headers; no problem shows a value. */
  static List<Problem> problems(Map<String, Secret> headers) {
    var problems = new ArrayList<Problem>();
    headers.forEach((name, value) -> check(name, value.reveal(), problems));
    problems.addAll(twice(headers));
    int total =
        headers.entrySet().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().reveal().length())
            .sum();
    if (headers.size() > MAX_COUNT || total > MAX_TOTAL) {
      problems.add(
          new Problem(
              pointer(), "headers_too_large", "There may be 50 headers of 8 KiB altogether."));
    }
    return problems;
  }

  private static List<Problem> twice(Map<String, Secret> headers) {
    var seen = new HashSet<String>();
    return headers.keySet().stream()
        .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
        .map(
            name ->
                new Problem(pointer(name), "header_duplicate", "Case doesn't tell headers apart."))
        .toList();
  }

  private static void check(String name, String value, List<Problem> problems) {
    if (name.length() > MAX_NAME || !TOKEN.matcher(name).matches()) {
      problems.add(
          new Problem(
              pointer(name), "header_name_invalid", "This isn't the name of an HTTP header."));
    } else if (RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      problems.add(
          new Problem(pointer(name), "header_reserved", "Hookcast sets this header itself."));
    }
    if (!VALUE.matcher(value).matches()) {
      problems.add(
          new Problem(
              pointer(name),
              "header_value_invalid",
              "A value holds visible ASCII, spaces and tabs only."));
    } else if (value.length() > MAX_VALUE) {
      problems.add(
          new Problem(pointer(name), "headers_too_large", "A value has at most 4,096 characters."));
    }
  }

  private static String pointer() {
    return "/" + WebhookOptions.HEADERS;
  }

  private static String pointer(String name) {
    var shown = name.length() > LONGEST_ECHO ? name.substring(0, LONGEST_ECHO) + "…" : name;
    return pointer() + "/" + shown.replace("~", "~0").replace("/", "~1");
  }
}
