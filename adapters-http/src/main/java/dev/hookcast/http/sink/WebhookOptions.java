package dev.hookcast.http.sink;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a subscription says about its webhook, as it is needed for sending. */
record WebhookOptions(
    String url, boolean verify, Duration timeout, Optional<ClientIdentity> identity) {
  static final String HEADERS = "headers";
  static final String URL = "url";
  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String CLIENT_CERTIFICATE = "client_certificate";
  static final String CLIENT_KEY = "client_key";
  private static final String SECRET = "secret";
  private static final String VERIFY = "ssl_verify";
  private static final String TIMEOUT = "timeout";
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration USUAL = Duration.ofSeconds(15);

  static final SinkSpec SPEC =
      new SinkSpec(
          "webhook",
          true,
          List.of(
              new OptionSpec(URL, Kind.TEXT, true, "Where the requests go: an http or https URL."),
              new OptionSpec(
                  SECRET, Kind.SIGNING_SECRET, false, "What the requests are signed with."),
              new OptionSpec(
                  VERIFY,
                  Kind.BOOLEAN,
                  false,
                  "False to accept any TLS certificate; true otherwise."),
              new OptionSpec(
                  HEADERS, Kind.SECRETS, false, "Further headers, each a name and its value."),
              new OptionSpec(
                  USERNAME, Kind.TEXT, false, "The user name that a receiver asks for (Basic)."),
              new OptionSpec(PASSWORD, Kind.SECRET, false, "The password of that user."),
              new OptionSpec(
                  CLIENT_CERTIFICATE,
                  Kind.TEXT,
                  false,
                  "The certificate that a receiver asks for (mutual TLS), in PEM."),
              new OptionSpec(
                  CLIENT_KEY, Kind.SECRET, false, "That certificate's key, PKCS #8 in PEM."),
              new OptionSpec(
                  TIMEOUT,
                  Kind.DURATION,
                  false,
                  "How long one attempt may take, PT0.1S to PT30S; PT15S otherwise.")));

  /** Reads options that were checked before; what makes no sense counts as absent. */
  static WebhookOptions of(SinkChoice choice) {
    var options = choice.options();
    var others = choice.secrets().others();
    return new WebhookOptions(
        options.text(URL).orElse(""),
        options.bool(VERIFY).orElse(true),
        options.text(TIMEOUT).flatMap(WebhookOptions::duration).orElse(USUAL),
        options
            .text(CLIENT_CERTIFICATE)
            .flatMap(
                pem ->
                    Optional.ofNullable(others.get(CLIENT_KEY))
                        .map(key -> new ClientIdentity(pem, key))));
  }

  /** What requests say who they are with in a header. */
  static Optional<Credentials> credentials(SinkChoice choice) {
    return choice
        .options()
        .text(USERNAME)
        .flatMap(
            name ->
                Optional.ofNullable(choice.secrets().others().get(PASSWORD))
                    .map(password -> new Credentials(name, password)));
  }

  /** The host and port that requests go to. */
  static Optional<String> destination(JsonObject options) {
    return options.text(URL).flatMap(TargetUrl::trusted).map(TargetUrl::destination);
  }

  /** The same settings with the URL as it is sent to, if that has a dot behind its host. */
  static Settings tidied(Settings settings) {
    var options = settings.sink().options();
    return options
        .text(URL)
        .flatMap(TargetUrl::withoutDot)
        .map(url -> settings.with(options.with(URL, Json.of(url))))
        .orElse(settings);
  }

  /** What is wrong with settings that choose the webhook sink. */
  static List<Problem> problems(Settings settings, EgressPolicy policy, Trust trust) {
    var secrets = settings.sink().secrets();
    var problems = new ArrayList<Problem>(urlProblems(settings.sink().options(), policy));
    problems.addAll(otherProblems(settings.sink().options()));
    if (!trust.permits(settings.sink().options().bool(VERIFY).orElse(true))) {
      problems.add(
          new Problem(
              "/" + VERIFY,
              "tls_verification_required",
              "The operator requires that TLS certificates are verified."));
    }
    problems.addAll(OwnHeaders.problems(secrets.under(HEADERS)));
    var options = settings.sink().options();
    problems.addAll(
        Credentials.problems(
            options.text(USERNAME),
            Optional.ofNullable(secrets.others().get(PASSWORD)),
            secrets.under(HEADERS)));
    problems.addAll(
        ClientIdentity.problems(
            options.text(CLIENT_CERTIFICATE),
            Optional.ofNullable(secrets.others().get(CLIENT_KEY))));
    secrets
        .signing()
        .flatMap(settings.dialect()::objection)
        .ifPresent(why -> problems.add(new Problem("/" + SECRET, "secret_invalid", why)));
    return problems;
  }

  private static List<Problem> urlProblems(JsonObject options, EgressPolicy policy) {
    var given = options.get(URL).filter(value -> !(value instanceof JsonNull));
    if (given.isEmpty()) {
      return List.of(new Problem("/" + URL, "required", "A webhook needs a URL."));
    }
    if (!(given.get() instanceof JsonString text)) {
      return List.of(new Problem("/" + URL, "url_invalid", "A URL is a string."));
    }
    return policy.problems(text.value()).stream().map(p -> p.under("/" + URL)).toList();
  }

  private static List<Problem> otherProblems(JsonObject options) {
    var in = JsonReader.of(options);
    in.any(URL);
    in.bool(VERIFY);
    in.text(USERNAME);
    in.text(CLIENT_CERTIFICATE);
    in.duration(TIMEOUT)
        .filter(t -> t.compareTo(SHORTEST) < 0 || t.compareTo(LONGEST) > 0)
        .ifPresent(t -> in.reject(TIMEOUT, "timeout_invalid", "A timeout is PT0.1S to PT30S."));
    in.refuseUnknown();
    try {
      in.end();
      return List.of();
    } catch (InvalidInput e) {
      return e.problems();
    }
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(t -> t.compareTo(SHORTEST) >= 0 && t.compareTo(LONGEST) <= 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
