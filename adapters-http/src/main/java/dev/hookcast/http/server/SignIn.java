package dev.hookcast.http.server;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where those are sent who haven't signed in. */
final class SignIn {
  private static final String PAGE = "/console/login";

  private SignIn() {}

  /** Leads to the page that asks for a token, and from there back to where they wanted to go. */
  static Refusal wanted(Context context) {
    var asked = Optional.ofNullable(context.queryString()).map(query -> "?" + query).orElse("");
    var next = URLEncoder.encode(context.req().getRequestURI() + asked, StandardCharsets.UTF_8);
    return Refusal.of(ProblemType.UNAUTHORIZED, "Sign in first.")
        .with("Location", PAGE + "?next=" + next);
  }
}
