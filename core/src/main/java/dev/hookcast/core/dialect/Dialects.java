package dev.hookcast.core.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialects that Hookcast speaks, by name. */
public final class Dialects {
  /** The one that a subscription gets when it names none. */
  public static final String DEFAULT = "cloudevents";

  private final Map<String, Dialect> byName = new LinkedHashMap<>();

  /** These dialects; their names must differ. */
  public Dialects(List<Dialect> dialects) {
    for (var dialect : dialects) {
      if (byName.put(dialect.name(), dialect) != null) {
        throw new IllegalStateException("two dialects are called " + dialect.name());
      }
    }
  }

  /** Every dialect that comes with Hookcast. */
  public static Dialects all() {
    return new Dialects(
        List.of(
            new CloudEventsDialect(),
            new ConvoxDialect(),
            new DivshotDialect(),
            new QoveryDialect(),
            new PlatformshDialect(),
            new HorizonDialect()));
  }

  /** The dialect of this name. */
  public Optional<Dialect> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, the default first. */
  public List<Dialect> list() {
    return List.copyOf(byName.values());
  }

  /** Their names, as an error text lists them. */
  public String names() {
    return String.join(", ", byName.keySet());
  }
}
