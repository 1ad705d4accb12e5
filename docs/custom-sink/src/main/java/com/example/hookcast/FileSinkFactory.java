package com.example.hookcast;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** What META-INF/services names. The operator says which folder all files are in. */
public final class FileSinkFactory implements SinkFactory {
  @Override
  public String kind() {
    return FileSink.KIND;
  }

  @Override
  public Sink create(Map<String, String> options, Tools tools) {
    if (!options.keySet().equals(Set.of("folder"))) {
      var wanted = "The file sink takes one option: file.folder=/an/existing/folder.";
      throw InvalidInput.of("", "options_invalid", wanted);
    }
    return new FileSink(Path.of(options.get("folder")), tools.json());
  }
}
