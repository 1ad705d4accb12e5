package dev.hookcast.core.api;

import dev.hookcast.core.Secret;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a sink's options as its spec describes them, and takes the secrets out of them. */
final class OptionsForm {
  private final SinkSpec spec;
  private final Secrets before;
  private final Map<String, Json> open = new LinkedHashMap<>();
  private final Map<String, Secret> others = new LinkedHashMap<>();
  private final List<String> sealed = new ArrayList<>();
  private Optional<Secret> signing;

  OptionsForm(SinkSpec spec, Secrets before) {
    this.spec = spec;
    this.before = before;
    this.signing = before.signing();
  }

  SinkChoice read(JsonReader in) {
    for (var option : spec.options()) {
      read(in, option);
    }
    in.refuseUnknown();
    // Setting another secret directly is not a rotation: nothing signs beside it.
    boolean same = signing.equals(before.signing());
    var retiring = same ? before.retiring() : Optional.<Secrets.Retiring>empty();
    var secrets = new Secrets(signing, retiring, others, unreadable(in, same));
    return new SinkChoice(spec.kind(), spec.speaksDialect(), new JsonObject(open), secrets);
  }

  /** What stays unreadable, as nothing takes its place. */
  private Set<Part> unreadable(JsonReader in, boolean sameSigning) {
    var still = EnumSet.noneOf(Part.class);
    still.addAll(before.unreadable());
    if (!sameSigning) {
      still.removeAll(EnumSet.of(Part.SIGNING, Part.RETIRING));
    }
    if (sealed.isEmpty()) {
      still.remove(Part.OTHERS);
    } else if (!others.isEmpty()) {
      // They are sealed as one, so that the store can't keep some of them beside new ones.
      sealed.forEach(path -> nothingToKeep(in, path));
    }
    return still;
  }

  /**
   * The options as they may be shown: secrets masked, a signing secret only as being set. One that
   * can't be read is shown as if it were there, so that reading it again keeps it.
   */
  static JsonObject write(SinkSpec spec, SinkChoice choice) {
    boolean unread = choice.secrets().unreadable().contains(Part.OTHERS);
    var out = JsonObject.writing();
    for (var option : spec.options()) {
      var name = option.name();
      switch (option.kind()) {
        case TEXT, BOOLEAN, DURATION -> out.putIf(name, choice.options().get(name));
        case SIGNING_SECRET -> {}
        case SECRET -> {
          if (unread || choice.secrets().others().containsKey(name)) {
            out.put(name, Secret.MASK);
          }
        }
        case SECRETS -> {
          var masked = JsonObject.writing();
          if (unread) {
            masked.put(Secret.MASK, Secret.MASK);
          }
          choice.secrets().under(name).keySet().forEach(key -> masked.put(key, Secret.MASK));
          out.put(name, masked.done());
        }
      }
    }
    return out.done();
  }

  private void read(JsonReader in, OptionSpec option) {
    var name = option.name();
    switch (option.kind()) {
      case TEXT -> in.text(name).ifPresent(text -> open.put(name, Json.of(text)));
      case BOOLEAN -> in.bool(name).ifPresent(value -> open.put(name, Json.of(value)));
      case DURATION -> in.duration(name).ifPresent(d -> open.put(name, Json.of(d.toString())));
      case SIGNING_SECRET -> signing(in, name);
      case SECRET ->
          in.text(name)
              .flatMap(text -> keptOr(in, name, text, Part.OTHERS, other(name)))
              .ifPresent(s -> others.put(name, s));
      case SECRETS -> secrets(in, name);
    }
    boolean given = open.containsKey(name) || others.containsKey(name) || in.any(name).isPresent();
    if (option.required() && !given) {
      in.reject(name, "required", "The option \"" + name + "\" is required.");
    }
  }

  private void signing(JsonReader in, String name) {
    in.text(name)
        .flatMap(text -> keptOr(in, name, text, Part.SIGNING, before.signing()))
        .ifPresent(secret -> signing = Optional.of(secret));
  }

  private void secrets(JsonReader in, String name) {
    in.object(name)
        .ifPresent(
            all ->
                all.members()
                    .forEach(
                        (key, value) -> {
                          var path = name + "/" + key;
                          if (value instanceof JsonString text) {
                            keptOr(in, path, text.value(), Part.OTHERS, other(path))
                                .ifPresent(s -> others.put(path, s));
                          } else {
                            in.reject(path, "type_mismatch", "This has to be a string.");
                          }
                        }));
  }

  private Optional<Secret> other(String path) {
    return Optional.ofNullable(before.others().get(path));
  }

  private Optional<Secret> keptOr(
      JsonReader in, String path, String text, Part part, Optional<Secret> kept) {
    if (!text.equals(Secret.MASK)) {
      return Optional.of(new Secret(text));
    }
    if (kept.isEmpty() && !before.unreadable().contains(part)) {
      // Dropping it quietly would send requests that lack what their receiver asks for.
      in.reject(path, "nothing_to_keep", "Three stars keep a secret, but none is set here.");
    } else if (kept.isEmpty() && part == Part.OTHERS) {
      sealed.add(path);
    }
    return kept;
  }

  private static void nothingToKeep(JsonReader in, String path) {
    in.reject(
        path, "nothing_to_keep", "It can't be read any more: give all of them anew, or none.");
  }
}
