package dev.hookcast.app.bench.load;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;

/**
 * Events for the subscriptions of one organization.
 *
 * @param services where they are published, connection after connection in turn
 * @param form what the requests look like
 */
public record Traffic(List<URI> services, Publication.Form form, Shape shape) {
  public Traffic {
    services = List.copyOf(services);
  }

  /** Events for one service. */
  public Traffic(URI service, Publication.Form form, Shape shape) {
    this(List.of(service), form, shape);
  }

  /**
   * Where events go.
   *
   * @param endpoints receivers with an address each; a multiple of {@code fanOut}
   * @param fanOut how many of them an event is for
   */
  public record Shape(int endpoints, int fanOut) {
    private static final double GOLDEN = 0.618;

    /** Events of one group are for the same receivers. */
    public int groups() {
      return endpoints / fanOut;
    }

    /**
     * How far it is from one event's group to the next one's, all of them in turn: neighbours don't
     * follow each other, so that those which hang are spread among the others.
     */
    int stride() {
      int stride = Math.max(1, (int) (groups() * GOLDEN));
      while (BigInteger.valueOf(stride).gcd(BigInteger.valueOf(groups())).intValue() != 1) {
        stride++;
      }
      return stride;
    }
  }

  /**
   * How events are published.
   *
   * @param bytes of each one's document
   * @param batch how many there are in a request
   */
  public record EventSize(int bytes, int batch) {}

  /** The deliveries that one request brings about. */
  public int deliveries() {
    return form.event().batch() * shape.fanOut();
  }

  Publication publication() {
    return new Publication(form);
  }
}
