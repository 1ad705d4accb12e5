package dev.hookcast.app.bench;

import dev.hookcast.app.bench.Duel.Side;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The same service on other stores: PostgreSQL beside SQLite, and several nodes beside one. */
record Stores(Ground ground) {
  /** Measures what is warm against others; there is nothing to compare a file with. */
  Map<Figure, Double> measure(Side warm) throws IOException, InterruptedException {
    var figures = new EnumMap<Figure, Double>(Figure.class);
    switch (ground.plan().keeping()) {
      case Keeping.InFile file -> {}
      case Keeping.InPostgres one when one.nodes() == 1 ->
          figures.put(Figure.POSTGRESQL_OVER_SQLITE, overSqlite(warm));
      case Keeping.InPostgres several -> {
        try (var alone = Site.start(ground, Variant.AS_SERVED, several.alone())) {
          var duel = new Duel(ground);
          var one = duel.warm("one node", alone, warm);
          figures.put(Figure.NODES_OVER_ONE, duel.ratio(warm, one));
          figures.put(Figure.POSTGRESQL_OVER_SQLITE, overSqlite(one));
        }
      }
    }
    return figures;
  }

  private double overSqlite(Side one) throws IOException, InterruptedException {
    var file = new Keeping.InFile(ground.plan().keeping().folder());
    try (var sqlite = Site.start(ground, Variant.AS_SERVED, file)) {
      var duel = new Duel(ground);
      return duel.ratio(one, duel.warm("on SQLite", sqlite, one));
    }
  }
}
