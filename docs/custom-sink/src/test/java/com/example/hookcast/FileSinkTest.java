package com.example.hookcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest implements SinkContract {
  private final Path folder;
  private final FileSink sink;

  FileSinkTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.sink = new FileSink(folder, new TestJson());
    Files.createDirectory(folder.resolve("a-folder"));
  }

  @Override
  public FileSink sink() {
    return sink;
  }

  @Override
  public SinkChoice accepting() {
    return named("events.jsonl");
  }

  @Override
  public SinkChoice failing() {
    return named("a-folder");
  }

  @Override
  public SinkChoice invalid() {
    return named("../elsewhere");
  }

  @Override
  public int received() {
    return lines().size();
  }

  @Test
  void whatCannotBeWrittenNowIsTriedAgain() throws Exception {
    Files.delete(folder.resolve("a-folder"));
    Files.delete(folder);

    var receipt = sink.send(SinkContract.shipment(accepting(), SinkContract.ordinary()));

    assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    Files.createDirectory(folder);
  }

  @Test
  void aLineHoldsTheEventAndTheDelivery() {
    sink.send(SinkContract.shipment(accepting(), SinkContract.ordinary()));

    assertThat(lines()).singleElement().asString().contains("environment.deploy", "\"delivery\"");
  }

  private List<String> lines() {
    try {
      var file = folder.resolve("events.jsonl");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SinkChoice named(String name) {
    var options = JsonObject.writing().put("name", name).done();
    return new SinkChoice(FileSink.KIND, false, options, Secrets.NONE);
  }
}
