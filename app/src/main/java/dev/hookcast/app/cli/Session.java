package dev.hookcast.app.cli;

import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One command's talk with a service.
 *
 * @param verbatim true if the API's JSON is printed as it is
 */
public record Session(
    Api api, String organization, JsonFormat format, Output out, boolean verbatim) {
  /** The path of something of the organization's. */
  String path(String... segments) {
    var all = new ArrayList<>(List.of("v1", "organizations", organization));
    all.addAll(Arrays.asList(segments));
    return absolute(all);
  }

  /** The path of something that belongs to no organization. */
  static String commonPath(String... segments) {
    var all = new ArrayList<>(List.of("v1"));
    all.addAll(Arrays.asList(segments));
    return absolute(all);
  }

  /** Prints an answer: verbatim, or as the command shows an object. */
  public int show(Answer answer, Consumer<JsonObject> shown) {
    return showAny(
        answer,
        json -> {
          if (!(json instanceof JsonObject object)) {
            throw notOurs();
          }
          shown.accept(object);
        });
  }

  /** An answer that is an object. */
  public JsonObject object(Answer answer) {
    return object(answer.body());
  }

  /** The object in what the API answered. */
  JsonObject object(Bytes body) {
    if (read(body) instanceof JsonObject object) {
      return object;
    }
    throw notOurs();
  }

  /** Prints an answer: verbatim, or as the command shows a value. */
  public int showAny(Answer answer, Consumer<Json> shown) {
    if (verbatim) {
      out.raw(answer.body());
    } else {
      shown.accept(read(answer.body()));
    }
    return 0;
  }

  /** Tells that something is gone. */
  int deleted(String id, Answer answer) {
    if (!verbatim) {
      out.line("Deleted " + id);
    } else if (answer.body().size() > 0) {
      out.raw(answer.body());
    }
    return 0;
  }

  /** Prints one page of a list, or all that follow it too. */
  int list(String path, Query query, PageOptions pages, Listing listing) {
    var cursor = pages.cursor;
    do {
      var answer = api.get(path + pages.in(query).with("cursor", cursor).text());
      var page = read(answer.body()) instanceof JsonObject o ? o : JsonObject.EMPTY;
      if (verbatim) {
        out.raw(answer.body());
      } else {
        objects(page.array("items")).forEach(listing::add);
      }
      cursor = page.text("next_cursor");
    } while (pages.all && cursor.isPresent());
    if (!verbatim) {
      listing.print(out);
      cursor.ifPresent(c -> out.note("There is more: --cursor " + c + ", or --all."));
    }
    return 0;
  }

  /** The objects of an array. */
  public static List<JsonObject> objects(JsonArray array) {
    return array.items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  /** A value as one line: a text without its quotes, nothing for null. */
  public String line(Json value) {
    return switch (value) {
      case JsonString text -> text.value();
      case JsonNull none -> "";
      case JsonArray list ->
          list.items().stream().map(this::line).collect(Collectors.joining(", "));
      default -> format.write(value).text();
    };
  }

  /** What was answered, as a value. */
  public Json read(Bytes body) {
    try {
      return format.read(body);
    } catch (InvalidInput e) {
      throw notOurs();
    }
  }

  private static Failure notOurs() {
    return Failure.of("the answer isn't Hookcast's; is this its address?");
  }

  /** The path of these segments, which may be of any text. */
  public static String absolute(List<String> segments) {
    return segments.stream().map(Session::encoded).collect(Collectors.joining("/", "/", ""));
  }

  private static String encoded(String segment) {
    if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
      throw new Usage("\"" + segment + "\" can't be an id or a name");
    }
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
