package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A subscription's secrets in its row, each part sealed; one that doesn't open fails alone. */
record SecretColumns(Seal seal, JsonFormat json) {
  /** The columns, in the order of {@link #bind}. */
  static final String NAMES = "signing, retiring, retiring_until, others";

  private static final Map<Part, Set<String>> COLUMNS =
      Map.of(
          Part.SIGNING, Set.of("signing"),
          Part.RETIRING, Set.of("retiring", "retiring_until"),
          Part.OTHERS, Set.of("others"));

  /** Seals with the key of this version. */
  Call bind(Call call, Place row, Secrets secrets, int version) throws SQLException {
    var signing = secrets.signing().map(Secret::reveal);
    var retiring = secrets.retiring().map(r -> r.secret().reveal());
    return call.withBytes(signing.map(s -> sealed(s, row.of(Part.SIGNING), version)))
        .withBytes(retiring.map(r -> sealed(r, row.of(Part.RETIRING), version)))
        .withTime(secrets.retiring().map(Secrets.Retiring::until))
        .withBytes(others(secrets.others()).map(o -> sealed(o, row.of(Part.OTHERS), version)));
  }

  /** The same text under the key of this version; what doesn't open stays as it is. */
  Bytes resealed(Bytes sealed, Seal.Place place, int version) {
    if (Seal.version(sealed) == version) {
      return sealed;
    }
    Bytes plain;
    try {
      plain = seal.open(sealed, place);
    } catch (StoreFailure e) {
      return sealed;
    }
    return seal.seal(plain, place, version);
  }

  /** The columns that have to stay as they are: what stands there can't be written again. */
  static Set<String> kept(Secrets secrets) {
    var kept = new TreeSet<String>();
    secrets.unreadable().forEach(part -> kept.addAll(COLUMNS.getOrDefault(part, Set.of())));
    return kept;
  }

  Secrets read(Row row, String organization, String id) throws SQLException {
    var place = new Place(organization, id);
    var unreadable = EnumSet.noneOf(Part.class);
    var signing = opened(row, place, Part.SIGNING, unreadable);
    var retiring = opened(row, place, Part.RETIRING, unreadable);
    var until = row.timeIfAny();
    var others = opened(row, place, Part.OTHERS, unreadable);
    return new Secrets(
        signing.map(Secret::new),
        retiring.map(r -> new Secrets.Retiring(new Secret(r), until.orElseThrow())),
        others.map(this::others).orElse(Map.of()),
        unreadable);
  }

  private Optional<String> opened(Row row, Place place, Part part, Set<Part> unreadable)
      throws SQLException {
    var sealed = row.bytesIfAny();
    try {
      return sealed.map(bytes -> seal.open(bytes, place.of(part)).text());
    } catch (StoreFailure e) {
      // One damaged secret is the trouble of its own subscription only.
      unreadable.add(part);
      return Optional.empty();
    }
  }

  private Bytes sealed(String plain, Seal.Place place, int version) {
    return seal.seal(Bytes.utf8(plain), place, version);
  }

  private Optional<String> others(Map<String, Secret> secrets) {
    JsonWriter out = JsonObject.writing();
    secrets.forEach((name, secret) -> out.put(name, secret.reveal()));
    return secrets.isEmpty() ? Optional.empty() : Optional.of(json.write(out.done()).text());
  }

  private Map<String, Secret> others(String text) {
    var object = (JsonObject) json.read(Bytes.utf8(text));
    var secrets = new LinkedHashMap<String, Secret>();
    for (var name : object.members().keySet()) {
      secrets.put(name, new Secret(object.text(name).orElseThrow()));
    }
    return secrets;
  }

  /** A subscription's row. */
  record Place(String organization, String id) {
    Seal.Place of(Part part) {
      var field = part.name().toLowerCase(Locale.ROOT);
      return new Seal.Place(organization, "subscription", id, field);
    }
  }
}
