package dev.hookcast.slack;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.SinkSpec.Usual;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a subscription says about its Slack channel: the URL, which names it and opens it. */
final class SlackOptions {
  private static final String URL = "url";

  // A URL takes no more, short bursts aside: docs.slack.dev/apis/web-api/rate-limits
  private static final double A_SECOND = 1;

  static final SinkSpec SPEC =
      new SinkSpec(
          "slack",
          false,
          List.of(
              new OptionSpec(
                  URL,
                  Kind.SECRET,
                  true,
                  "The incoming webhook's URL, https://hooks.slack.com/services/….")),
          new Usual(Optional.of(RetryPolicy.STANDARD), new Limits(10, Optional.of(A_SECOND))));

  private SlackOptions() {}

  static Optional<SlackUrl> url(SinkChoice choice) {
    return Optional.ofNullable(choice.secrets().others().get(URL))
        .map(Secret::reveal)
        .map(SlackUrl::new);
  }

  static List<Problem> problems(SinkChoice choice, Egress egress) {
    var problems = new ArrayList<Problem>();
    var url = url(choice);
    if (url.isEmpty()) {
      problems.add(new Problem("/" + URL, "required", "A Slack subscription needs a URL."));
    }
    url.filter(given -> !given.slacksOwn() && !egress.opens().test(given.text()))
        .ifPresent(
            given ->
                problems.add(
                    new Problem(
                        "/" + URL,
                        "slack_url_invalid",
                        "A Slack URL is https://hooks.slack.com/services/ and three parts more, the"
                            + " last of them the token. Any other address has to lie inside"
                            + " egress.allow.")));
    problems.addAll(unknown(choice));
    return problems;
  }

  private static List<Problem> unknown(SinkChoice choice) {
    var in = JsonReader.of(choice.options());
    in.refuseUnknown();
    try {
      in.end();
      return List.of();
    } catch (InvalidInput e) {
      return e.problems();
    }
  }
}
