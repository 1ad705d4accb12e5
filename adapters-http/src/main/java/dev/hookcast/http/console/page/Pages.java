package dev.hookcast.http.console.page;

import dev.hookcast.core.Bytes;
import dev.hookcast.http.server.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * Makes pages of templates, which were compiled with the program. Whatever came from outside is
 * shown as text: templates escape it where they show it. Safe for any number of threads.
 */
public final class Pages {
  private static final String TYPE = "text/html;charset=utf-8";

  // Nothing but what this server itself gives out: no script or style that stands in a page.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'; object-src 'none'";

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.hookcast.http.console");

  private Pages() {}

  /**
   * A page.
   *
   * @param template its file below {@code src/main/jte}
   * @param values what it names as its parameters
   */
  public static Answer show(String template, Map<String, Object> values) {
    return show(200, template, values);
  }

  /** The same with another status. */
  public static Answer show(int status, String template, Map<String, Object> values) {
    var html = new StringOutput();
    ENGINE.render(template, values, html);
    return Answer.of(status, TYPE, Bytes.utf8(html.toString()));
  }

  /** An answer with what keeps a browser from doing more with it than it shall. */
  public static Answer guarded(Answer answer) {
    return answer
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("X-Frame-Options", "DENY");
  }
}
