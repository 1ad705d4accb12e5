package com.example.hookcast;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Appends each event to a file, as one line of JSON. */
public final class FileSink implements Sink {
  static final String KIND = "file";

  private static final SinkSpec SPEC =
      new SinkSpec(
          KIND,
          false, // it writes lines of its own, not what the subscription's dialect renders
          List.of(
              new OptionSpec(
                  "name", OptionSpec.Kind.TEXT, true, "The file's name within the folder.")));

  // Whoever may create subscriptions must not get out of the folder: no slash, no dot in front.
  private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

  private final Path folder;
  private final JsonFormat json;
  private final ReentrantLock lock = new ReentrantLock();

  FileSink(Path folder, JsonFormat json) {
    this.folder = folder;
    this.json = json;
  }

  @Override
  public SinkSpec spec() {
    return SPEC;
  }

  @Override
  public List<Problem> check(Settings settings) {
    return name(settings).matches(NAME)
        ? List.of()
        : List.of(
            new Problem("/name", "file_name_invalid", "A name has 1 to 100 of A-Z a-z 0-9 . _ -"));
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return Optional.empty(); // a folder needs no sparing
  }

  @Override
  public Payload preview(Shipment shipment) {
    return new Payload(List.of(), line(shipment));
  }

  @Override
  public Receipt send(Shipment shipment) {
    var file = folder.resolve(name(shipment.subscription().settings()));
    var line = line(shipment);
    if (Files.isDirectory(file)) {
      var why = new Failure("file_is_folder", "There is a folder of that name.");
      return receipt(new Outcome.Gone(why.detail()), line, Optional.of(why));
    }
    try {
      append(file, line);
      return receipt(new Outcome.Delivered("one line"), line, Optional.empty());
    } catch (IOException e) {
      // The disk may be full or not there yet. Not the exception's text: it names this machine's
      // paths.
      var why = new Failure("file_not_written", "The file can't be written at the moment.");
      return receipt(new Outcome.Retry(why.detail(), Optional.empty()), line, Optional.of(why));
    }
  }

  private void append(Path file, Bytes line) throws IOException {
    lock.lock(); // a long line is written in pieces, and others must not come between them
    try {
      Files.write(
          file,
          line.array(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC); // delivered means that it is on the disk
    } finally {
      lock.unlock();
    }
  }

  /**
   * The delivery's id is the same in every attempt: by it a reader drops a line that came twice.
   */
  private Bytes line(Shipment shipment) {
    var line =
        JsonObject.writing()
            .put("delivery", shipment.id().value())
            .put("at", shipment.at().toString())
            .put("event", EventJson.write(shipment.event()))
            .done();
    return Bytes.utf8(json.write(line).text() + "\n");
  }

  private static Receipt receipt(Outcome outcome, Bytes line, Optional<Failure> failure) {
    var request = new Request("APPEND", "", List.of(), line);
    return new Receipt(outcome, new Exchange(request, Optional.empty(), failure));
  }

  private static String name(Settings settings) {
    return settings.sink().options().text("name").orElse("");
  }
}
