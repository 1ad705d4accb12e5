package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.hookcast.app.service.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  private static final String NOTHING = "return null;";
  private static final String SUBSCRIPTION = "{\"sink\":\"file\",\"options\":{\"name\":\"all\"}}";

  @TempDir Path data;
  @TempDir Path plugins;
  @TempDir Path work;
  @TempDir Path written;

  private PluginJar jars;

  @BeforeEach
  void prepare() {
    jars = new PluginJar(plugins, work);
  }

  @Test
  void anEventReallyArrivesThroughTheExamplesSink() throws Exception {
    jars.example("file-sink.jar");
    try (var stage = new Stage(data, settings("file", "file.folder=" + written))) {
      stage.post("/subscriptions", SUBSCRIPTION);
      var id =
          Stage.delivery(stage.post("/events", "{\"type\":\"build.create\",\"message\":\"a\"}"));
      await()
          .until(() -> stage.get("/deliveries/" + id).text("state").orElse("").equals("delivered"));

      assertThat(Files.readString(written.resolve("all")))
          .contains("\"delivery\":\"" + id + "\"", "\"type\":\"build.create\"")
          .endsWith("}\n");
    }
  }

  @Test
  void whatIsFoundIsNotSwitchedOn() throws Exception {
    jars.example("file-sink.jar");
    try (var stage = new Stage(data, Map.of("plugins.dir", plugins.toString()))) {
      assertThatThrownBy(() -> stage.post("/subscriptions", SUBSCRIPTION))
          .hasMessageContaining("slack, webhook")
          .hasMessageNotContaining("file");
    }
  }

  @Test
  void whatIsNotNamedIsSwitchedOff() {
    try (var stage = new Stage(data, Map.of("sinks.enabled", "slack"))) {
      assertThatThrownBy(
              () -> stage.post("/subscriptions", "{\"options\":{\"url\":\"http://127.0.0.1/\"}}"))
          .hasMessageContaining("slack");
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() throws Exception {
    jars.example("file-sink.jar");

    assertThat(refusal(settings("fiel", "")))
        .contains("sinks.enabled names fiel", "file, slack, webhook", plugins.toString());
  }

  @Test
  void aFolderThatIsNotThereHoldsNoPlugins() {
    var elsewhere = Map.of("plugins.dir", plugins.resolve("none").toString());

    new Stage(data, elsewhere).close();
  }

  @Test
  void twoPluginsOfOneKindRefuseTheStart() throws Exception {
    jars.example("a.jar");
    jars.odd("b.jar", "file", NOTHING);

    assertThat(refusal(Map.of("plugins.dir", plugins.toString())))
        .contains("Two sinks are called file")
        .contains("com.example.hookcast.FileSinkFactory in " + plugins.resolve("a.jar"))
        .contains("odd.Factory in " + plugins.resolve("b.jar"));
  }

  @Test
  void aPluginCannotStandInForABuiltInSink() throws Exception {
    jars.odd("b.jar", "webhook", NOTHING);

    assertThat(refusal(Map.of("plugins.dir", plugins.toString())))
        .contains("Two sinks are called webhook", "dev.hookcast.http.sink.WebhookSink", "b.jar");
  }

  @Test
  void aJarThatCannotBeUsedRefusesOnlyWhatIsMissing() throws Exception {
    Files.writeString(plugins.resolve("torn.jar"), "no jar at all");
    jars.empty("gone.jar", "odd.Missing");
    jars.odd("loud.jar", "LOUD", NOTHING);
    Files.write(plugins.resolve("notes.txt"), new byte[3]);

    new Stage(data, settings("slack", "")).close();
    assertThat(refusal(settings("pager", "")))
        .contains("sinks.enabled names pager")
        .contains("torn.jar (it isn't a jar that can be read)")
        .contains("gone.jar (its factory can't be loaded: ", "odd.Missing")
        .contains("loud.jar (its factory names a kind that can't be switched on: LOUD)")
        .doesNotContain("notes.txt");
  }

  @Test
  void aFactoryThatFailsRefusesOnlyIfItIsSwitchedOn() throws Exception {
    jars.odd("b.jar", "pager", "throw new NoClassDefFoundError(\"dev/hookcast/core/Old\");");

    new Stage(data, settings("slack", "")).close();
    assertThat(refusal(settings("pager", "")))
        .contains("The sink pager (odd.Factory in " + plugins.resolve("b.jar") + ") can't be used")
        .contains("dev/hookcast/core/Old", "take the name out of sinks.enabled");
  }

  @Test
  void aFactoryWhoseSinkHasAnotherKindIsRefused() throws Exception {
    var other =
        """
        return new Sink() {
          public SinkSpec spec() { return new SinkSpec("phone", false, java.util.List.of()); }
          public java.util.List<dev.hookcast.core.Problem> check(
              dev.hookcast.core.subscription.Settings settings) { return java.util.List.of(); }
          public java.util.Optional<String> destination(
              dev.hookcast.core.subscription.Settings settings) { return java.util.Optional.empty(); }
          public Payload preview(Shipment shipment) { throw new IllegalStateException(); }
          public Receipt send(Shipment shipment) { throw new IllegalStateException(); }
        };
        """;
    jars.odd("b.jar", "pager", other);

    assertThat(refusal(settings("pager", ""))).contains("its sink calls itself phone");
  }

  @Test
  void wrongOptionsRefuseTheStartInThePluginsWords() throws Exception {
    jars.example("file-sink.jar");

    assertThat(refusal(settings("file", "file.fodler=" + written)))
        .contains("The options of the sink file are wrong", "sinks.options", "file.folder=");
  }

  @Test
  void optionsOfWhatIsNotSwitchedOnRefuseTheStart() throws Exception {
    jars.example("file-sink.jar");

    assertThat(refusal(settings("slack", "file.folder=" + written)))
        .contains("sinks.options says something about file", "sinks.enabled");
    assertThat(refusal(settings("slack", "webhook.url=x"))).contains("webhook", "built in");
  }

  @Test
  void aRefusedStartLeavesTheStoreAlone() {
    refusal(settings("pager", ""));

    assertThat(data).isEmptyDirectory();
  }

  private Map<String, String> settings(String sink, String options) {
    return Map.of(
        "plugins.dir",
        plugins.toString(),
        "sinks.enabled",
        "webhook," + sink,
        "sinks.options",
        options);
  }

  private String refusal(Map<String, String> settings) {
    return catchThrowableOfType(Refusal.class, () -> new Stage(data, settings)).why();
  }
}
