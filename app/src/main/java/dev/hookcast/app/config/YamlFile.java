package dev.hookcast.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads settings from a YAML file, whose keys may be nested or dotted. */
final class YamlFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final Problems problems;

  YamlFile(List<Key<?>> keys, Problems problems) {
    keys.forEach(key -> this.keys.put(key.name(), key));
    this.problems = problems;
  }

  /** The settings that the file holds; what is wrong goes to the problems. */
  List<Setting> read(Path file) {
    var texts = new LinkedHashMap<String, String>();
    var document = document(file);
    if (document.isObject()) {
      flatten(file, "", document, texts);
    } else if (!document.isMissingNode() && !document.isNull()) {
      problems.add(file.toString(), "config_not_a_map", "this has to be keys with their values.");
    }
    var settings = new ArrayList<Setting>();
    texts.forEach((name, text) -> setting(file, name, text, settings));
    return settings;
  }

  private void setting(Path file, String name, String text, List<Setting> settings) {
    var key = keys.get(name);
    if (key == null) {
      problems.unknown(file + ": " + name, name, keys.keySet());
    } else {
      settings.add(new Setting(key, text, file.toString()));
    }
  }

  private JsonNode document(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      // Not the parser's own words: they quote the line, and a secret may stand in it.
      var at = e.getLocation();
      var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      boolean twice = e.getOriginalMessage().startsWith("Duplicate");
      problems.add(
          file.toString(),
          twice ? "config_duplicate_key" : "config_malformed",
          (twice ? "a key is given twice" : "this isn't YAML") + where + ".");
    } catch (IOException e) {
      problems.add(file.toString(), "config_file_unreadable", "the file can't be read.");
    }
    return YAML.missingNode();
  }

  private void flatten(Path file, String prefix, JsonNode node, Map<String, String> texts) {
    node.properties()
        .forEach(
            member -> {
              var name = prefix + member.getKey();
              var value = member.getValue();
              if (value.isObject() && !value.isEmpty()) {
                flatten(file, name + ".", value, texts);
              } else if (!(text(value).isEmpty() && section(name))
                  && texts.put(name, text(value)) != null) {
                problems.add(file + ": " + name, "config_duplicate_key", "this is given twice.");
              }
            });
  }

  private boolean section(String name) {
    return keys.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(YamlFile::text)
            .collect(Collectors.joining(","))
        : value.asText("");
  }
}
