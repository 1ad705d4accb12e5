package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.cli.Sessions;
import dev.hookcast.app.cli.Usage;
import dev.hookcast.app.cli.platforms.DivshotHooks.Change;
import dev.hookcast.app.cli.platforms.DivshotHooks.Hook;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hookcast divshot}: hooks of an app, with what Divshot's own client says. */
@Command(name = "divshot", description = "Divshot's own commands, for webhooks in its dialect.")
final class DivshotCommands {
  // Only what nobody can mean is refused here; the rest is the door's to judge.
  private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s/?#]\\S*");

  private final Sessions sessions;

  DivshotCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(name = "hooks", description = "List your app's webhooks, the active ones first.")
  int hooks(@Mixin DivshotOptions options) {
    var session = sessions.open(options.server);
    var answer = hooks(session, options).list();
    return session.showAny(answer, json -> list(session, Hook.all(json)));
  }

  @Command(name = "hooks:add", description = "Add a webhook and activate it.")
  int add(@Parameters(paramLabel = "URL") String url, @Mixin DivshotOptions options) {
    var session = sessions.open(options.server);
    if (!URL.matcher(url).matches()) {
      session.out().note("Please provide a valid url.");
      return ExitCode.USAGE;
    }
    return session.show(
        hooks(session, options).add(url),
        hook -> session.out().line("The webhook " + url + " has been added and activated"));
  }

  @Command(name = "hooks:remove", description = "Remove a webhook.")
  int remove(
      @Parameters(paramLabel = "URL", arity = "0..1") Optional<String> url,
      @Mixin DivshotOptions options) {
    return change(Change.REMOVE, url, options);
  }

  @Command(name = "hooks:pause", description = "Deactivate a webhook without removing it.")
  int pause(
      @Parameters(paramLabel = "URL", arity = "0..1") Optional<String> url,
      @Mixin DivshotOptions options) {
    return change(Change.PAUSE, url, options);
  }

  @Command(name = "hooks:resume", description = "Reactivate a paused webhook.")
  int resume(
      @Parameters(paramLabel = "URL", arity = "0..1") Optional<String> url,
      @Mixin DivshotOptions options) {
    return change(Change.RESUME, url, options);
  }

  @Command(name = "help", description = "Say more about a topic: hooks.")
  int help(@Parameters(paramLabel = "TOPIC", arity = "0..1") Optional<String> topic) {
    if (topic.filter(t -> !t.equals("hooks")).isPresent()) {
      throw new Usage("there is no help on " + topic.get() + "; there is some on hooks");
    }
    sessions.output().block(DivshotHelp.HOOKS, "");
    return 0;
  }

  private int change(Change change, Optional<String> url, DivshotOptions options) {
    var session = sessions.open(options.server);
    var hooks = hooks(session, options);
    var all = Hook.all(session.read(hooks.list().body()));
    if (all.isEmpty()) {
      say(session, "Your app does not have any webhooks.");
      return url.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
    var meant =
        url.isPresent()
            ? Hook.named(url.get(), all)
            : all.get(index(change, all, new Asking(session, true)));
    say(session, change.doing() + " webhook ...");
    var answer = hooks.change(change, meant);
    if (session.verbatim() && answer.body().size() > 0) {
      session.out().raw(answer.body());
    }
    say(session, meant.url() + " has been " + change.done() + ".");
    return 0;
  }

  private static int index(Change change, List<Hook> all, Asking asking) {
    var urls = all.stream().map(Hook::url).toList();
    if (asking.possible()) {
      return asking.choose("Which hook would you like to " + change.word() + "?", urls);
    }
    if (urls.size() > 1) {
      throw new Usage("which hook? There are: " + String.join(", ", urls));
    }
    return 0;
  }

  private static void list(Session session, List<Hook> all) {
    if (all.isEmpty()) {
      // Divshot's own words, the slip included.
      session
          .out()
          .line(
              "Your app doesn't have any webhooks yet."
                  + " Use divshot hooks:add <url> to an a webhook.");
    }
    all.forEach(hook -> session.out().line(hook.url() + (hook.active() ? "" : " (inactive)")));
  }

  private static void say(Session session, String text) {
    if (!session.verbatim()) {
      session.out().line(text);
    }
  }

  private static DivshotHooks hooks(Session session, DivshotOptions options) {
    return DivshotHooks.of(session, options.app);
  }
}
