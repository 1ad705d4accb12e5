package dev.hookcast.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hookcast.app.bench.Plan.EventSize;

/**
 * A request that publishes events, made once and sent often: only each event's group and time are
 * written anew. For one thread.
 */
final class Publication {
  /** The shortest document that has room for all that an event says. */
  static final int LEAST_BYTES = 128;

  private static final int GROUP_DIGITS = 6;
  private static final int TIME_DIGITS = 19;
  private static final String TYPE = "bench.group";
  private static final String BEFORE_GROUP = "{\"type\":\"" + TYPE;
  private static final String BEFORE_TIME = "\",\"data\":{\"sent\":\"";
  private static final String BEFORE_FILLER = "\",\"filler\":\"";
  private static final String END = "\"}}";

  private final byte[] request;
  private final int first;
  private final EventSize size;

  /**
   * Makes the request.
   *
   * @param head its first lines, without those that concern the body
   */
  Publication(String head, EventSize size) {
    var body = body(size);
    var whole =
        head
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    this.size = size;
    this.request = whole.getBytes(ISO_8859_1);
    this.first = request.length - body.length() + (size.batch() == 1 ? 0 : 1);
  }

  /** The type of a group's events. */
  static String type(int group) {
    return TYPE + ("%0" + GROUP_DIGITS + "d").formatted(group);
  }

  /** The document of one event, for group 0. */
  static String document(int bytes) {
    var known =
        BEFORE_GROUP
            + "0".repeat(GROUP_DIGITS)
            + BEFORE_TIME
            + "0".repeat(TIME_DIGITS)
            + BEFORE_FILLER;
    return known + "x".repeat(bytes - known.length() - END.length()) + END;
  }

  /** The request with this group and time in one of its events. */
  byte[] with(int event, int group, long sent) {
    int at = first + event * (size.bytes() + 1) + BEFORE_GROUP.length();
    write(group, at, GROUP_DIGITS);
    write(sent, at + GROUP_DIGITS + BEFORE_TIME.length(), TIME_DIGITS);
    return request;
  }

  private void write(long number, int at, int digits) {
    long left = number;
    for (int i = at + digits - 1; i >= at; i--) {
      request[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  private static String body(EventSize size) {
    var one = document(size.bytes());
    return size.batch() == 1 ? one : "[" + (one + ",").repeat(size.batch() - 1) + one + "]";
  }
}
