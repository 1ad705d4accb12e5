package dev.hookcast.http.console;

import dev.hookcast.core.Secret;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Sessions;
import java.util.Map;
import java.util.Optional;

/** Signing in with a token, and out again. */
final class Login {
  private static final String HOME = "/console";
  private static final String HOME_PAGES = HOME + "/";

  private final Authenticator authenticator;
  private final Sessions sessions;

  Login(Authenticator authenticator, Sessions sessions) {
    this.authenticator = authenticator;
    this.sessions = sessions;
  }

  Answer ask(Call call) {
    var next = next(call.parameter("next"));
    var page = page(200, next, false);
    // A part of a page that is fetched by itself can't ask for a token: the whole page goes.
    return call.header("HX-Request").isPresent() ? page.with("HX-Redirect", HOME) : page;
  }

  Answer signIn(Call call) {
    call.requireSameOrigin();
    var form = call.form();
    var next = next(Optional.ofNullable(form.get("next")));
    var token = new Secret(form.getOrDefault("token", "").strip());
    if (authenticator.authenticate(token.reveal(), call.address()).isEmpty()) {
      call.wrongToken();
      return page(401, next, true);
    }
    boolean overTls = call.header("Origin").filter(o -> o.startsWith("https://")).isPresent();
    return Answer.seeOther(next).with("Set-Cookie", sessions.begin(token, overTls));
  }

  /** Whether somebody is signed in: the page that asks for a token looks, and goes on if so. */
  Answer signedIn(Call call) {
    return Answer.empty();
  }

  Answer signOut(Call call) {
    sessions.end(call.header("Cookie"));
    return Answer.seeOther(HOME + "/login");
  }

  private static Answer page(int status, String next, boolean refused) {
    return Pages.show(status, "page/login.jte", Map.of("next", next, "refused", refused));
  }

  /** Only pages of the console: an address of elsewhere could look like this one. */
  private static String next(Optional<String> wanted) {
    return wanted
        .filter(path -> path.startsWith(HOME_PAGES) && path.chars().noneMatch(c -> c <= ' '))
        .filter(path -> !path.startsWith(HOME + "/login") && !path.contains("\\"))
        .orElse(HOME);
  }
}
