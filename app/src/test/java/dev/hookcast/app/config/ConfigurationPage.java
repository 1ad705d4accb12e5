package dev.hookcast.app.config;

import java.util.stream.Collectors;

/** Writes docs/configuration.md from the table of keys. */
final class ConfigurationPage {
  private static final String BEFORE =
      """
      # Configuration

      Generated from the table of keys in the code; a test fails when this page is stale.

      A value comes from the first of these that names it:

      1. a flag of `hookcast serve`: `--server.port 9090` (short for some: `--port`, `--data`)
      2. the environment: `HOOKCAST_SERVER_PORT=9090`, or `HOOKCAST_SERVER_PORT_FILE=/run/port` to have it read from a file (its last newline left out)
      3. the file `hookcast.yaml` in the working folder, or the one named by `--config FILE`
      4. the default

      In the file, keys may be nested or dotted:

      ```yaml
      server:
        port: 9090
      delivery.max-in-flight: 200
      ```

      A key that doesn't exist, a key given twice and a value that doesn't fit are errors: all of them are listed, and nothing starts.
      `hookcast config check` looks for them; `hookcast config print` shows every value and where it came from, secrets as `***`.

      """;

  private static final String AFTER =
      """

      Sizes are plain bytes or end in `KiB`, `MiB` or `GiB`. A relative path counts from the working folder.

      A range in `egress.allow` opens its addresses whole: loopback and private ones, plain http, addresses written as numbers, `localhost`, and every port from 1024 up. Only the metadata services of clouds, such as `169.254.169.254`, stay closed unless they are named themselves: [which they are](sinks/webhook.md#where-requests-may-go).

      A plugin's options are written as `SINK.OPTION=VALUE`, such as `file.folder=/srv/events`, and a list of them in YAML. Their values can't hold commas. See [a sink of your own](custom-sink.md).

      Not keys, but read from the environment too: `HOOKCAST_URL`, `HOOKCAST_TOKEN` and `HOOKCAST_ORG` by the commands that call a running service; `HOOKCAST_JAVA_HOME` and `HOOKCAST_JAVA_OPTS` by the launcher.
      """;

  private ConfigurationPage() {}

  /** The whole page. */
  static String text() {
    return BEFORE
        + "| key | in the environment | default | value | what it is |\n|---|---|---|---|---|\n"
        + Keys.ALL.stream().map(ConfigurationPage::row).collect(Collectors.joining())
        + AFTER;
  }

  private static String row(Key<?> key) {
    var byDefault = key.byDefault().isEmpty() ? "empty" : "`" + key.byDefault() + "`";
    return "| `%s` | `%s` | %s | %s | %s%s |\n"
        .formatted(
            key.name(),
            key.variable(),
            byDefault,
            key.kind().expects(),
            key.description(),
            key.secret() ? " Never shown." : "");
  }
}
