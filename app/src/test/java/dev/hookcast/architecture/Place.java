package dev.hookcast.architecture;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packages that a rule may name. Rules name them by these constants only, so that a test can
 * tell when one of them looks at nothing.
 */
enum Place {
  CORE("core"),
  EVENT("core.event"),
  JSON("core.json"),
  FILTER("core.filter"),
  SUBSCRIPTION("core.subscription"),
  DELIVERY("core.delivery"),
  DIALECT("core.dialect"),
  ACCESS("core.access"),
  AUDIT("core.audit"),
  SPI("core.spi"),
  API("core.api"),
  ENGINE("core.engine"),
  HTTP("http"),
  SERVER("http.server"),
  REST("http.rest"),
  REFERENCE("http.reference"),
  PLATFORMS("http.platforms"),
  CONSOLE("http.console"),
  WEBHOOK("http.sink"),
  SLACK("slack"),
  STORAGE("storage"),
  APP("app"),
  CLI("app.cli"),
  PLATFORM_COMMANDS("app.cli.platforms"),
  CLIENT("app.client"),
  DEMO("app.demo"),
  BENCH("app.bench"),
  METRICS("app.metrics"),
  SERVICE("app.service"),
  TERMINAL("app.terminal"),
  CONFIG("app.config"),
  WIRING("app.wiring");

  static final String ROOT = "dev.hookcast";
  static final String EVERYWHERE = ROOT + "..";

  /**
   * The places that are still being built. One that stands here may be empty; as soon as it holds a
   * class and a package-info, the rule {@code everyNamedPackageHoldsAClass} asks to take it out.
   * When the last one is out, this constant goes, and with it {@link #unfinished()}.
   */
  static final Set<Place> NOT_YET = EnumSet.of(CONSOLE);

  private final String name;

  Place(String name) {
    this.name = ROOT + "." + name;
  }

  /** The package itself, as ArchUnit writes it. */
  String itself() {
    return name;
  }

  /** The package and all below it. */
  String tree() {
    return name + "..";
  }

  /** True while a rule about some place may find no class to look at. */
  static boolean unfinished() {
    return !NOT_YET.isEmpty();
  }

  static String[] trees(Place... places) {
    return Stream.of(places).map(Place::tree).toArray(String[]::new);
  }

  /** Values and pure functions: everything in core but ports, services and engine. */
  static String[] model() {
    return Stream.of(CORE, EVENT, JSON, FILTER, SUBSCRIPTION, DELIVERY, DIALECT, ACCESS, AUDIT)
        .map(Place::itself)
        .toArray(String[]::new);
  }

  static String[] adapters() {
    return trees(HTTP, SLACK, STORAGE);
  }
}
