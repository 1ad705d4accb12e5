package dev.hookcast.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Goes wherever links of the console lead to, to one page of each kind: what differs by an id or a
 * query only is of one kind. So every page that is ever made is looked at without being named.
 */
final class Crawl {
  private static final int MOST = 60;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
  private static final String LINKS =
      "links => links.map(link => link.href.split('#')[0]).filter(href =>"
          + " href.startsWith(location.origin))";

  private final Visit visit;
  private final int ofAKind;

  /**
   * One of each kind, or more.
   *
   * @param ofAKind how many pages of one kind are looked at
   */
  Crawl(Visit visit, int ofAKind) {
    this.visit = visit;
    this.ofAKind = ofAKind;
  }

  /** Looks at a page that the browser shows. */
  @FunctionalInterface
  interface Look {
    void at(Response answer);
  }

  /** Looks at each of them, and returns how many there are. */
  int each(Look look) {
    var seen = new HashSet<String>();
    var waiting = new ArrayDeque<>(List.of("/console"));
    int pages = 0;
    while (!waiting.isEmpty() && pages < MOST) {
      var answer = visit.to(waiting.removeFirst());
      assertThat(answer.status()).as(answer.url()).isEqualTo(200);
      look.at(answer);
      pages++;
      for (var link : links()) {
        if (isNew(link, seen)) {
          waiting.add(link);
        }
      }
    }
    return pages;
  }

  private List<String> links() {
    @SuppressWarnings("unchecked")
    var links = (List<String>) visit.page().locator("a[href]").evaluateAll(LINKS);
    return links.stream().filter(link -> path(link).startsWith("/console")).distinct().toList();
  }

  private boolean isNew(String link, HashSet<String> seen) {
    var kind = ID.matcher(path(link)).replaceAll("ID");
    for (int i = 0; i < ofAKind; i++) {
      if (seen.contains(path(link) + i)) {
        return false;
      }
      if (seen.add(kind + " " + i)) {
        return seen.add(path(link) + i);
      }
    }
    return false;
  }

  private static String path(String link) {
    return URI.create(link).getPath();
  }
}
