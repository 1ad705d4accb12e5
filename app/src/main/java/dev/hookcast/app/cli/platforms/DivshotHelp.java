package dev.hookcast.app.cli.platforms;

/** What {@code divshot help} says. */
final class DivshotHelp {
  static final String HOOKS =
      """
      Usage: hookcast divshot hooks[:COMMAND] [URL] [--app APP]

      A webhook is told of every new version of an app that is deployed.

        hooks               list your app's webhooks, the active ones first
        hooks:add URL       add a webhook and activate it
        hooks:remove [URL]  remove a webhook
        hooks:pause [URL]   deactivate a webhook without removing it
        hooks:resume [URL]  reactivate a paused webhook

      Without a URL you are asked which one on a terminal; elsewhere it is the only
      one. Without --app the webhooks are those of all apps.
      """;

  private DivshotHelp() {}
}
