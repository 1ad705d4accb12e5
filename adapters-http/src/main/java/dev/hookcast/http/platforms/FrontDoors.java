package dev.hookcast.http.platforms;

import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.stream.Stream;

/** Every platform's own management API. */
public final class FrontDoors {
  private FrontDoors() {}

  /** The routes of all of them. */
  public static List<Route> of(Hookcast core) {
    return Stream.of(
            new QoveryDoor(core).routes(),
            new PlatformshDoor(core).routes(),
            new ConvoxDoor(core).routes(),
            new DivshotDoor(core).routes(),
            new HorizonDoor(core).routes())
        .flatMap(List::stream)
        .toList();
  }
}
