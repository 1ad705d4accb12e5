package dev.hookcast.architecture;

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
