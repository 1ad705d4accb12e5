package dev.hookcast.storage;

/** Where the databases speak differently. All other SQL here is what both of them understand. */
enum Vendor {
  /** One writer: nothing changes beside a write, so that nothing has to be held. */
  SQLITE(Letters.ALL, "JOIN delivery c ON c.number IN (%s)", "instr(%s, ?) > 0", "state"),

  /** Many writers, on several nodes. An array for each column makes one statement of many rows. */
  POSTGRESQL(Letters.WITHOUT_NUL, "CROSS JOIN LATERAL (%s) c", "strpos(%s, ?) > 0", "listed");

  private final Letters letters;
  private final String several;
  private final String contains;
  private final String listed;

  Vendor(Letters letters, String several, String contains, String listed) {
    this.letters = letters;
    this.several = several;
    this.contains = contains;
    this.listed = listed;
  }

  /** How its texts are written. */
  Letters letters() {
    return letters;
  }

  /** True if others may write at the same time, and many rows are cheaper in one statement. */
  boolean shared() {
    return this == POSTGRESQL;
  }

  /** Joins the deliveries {@code c} whose numbers a query finds for each row before it. */
  String several(String numbers) {
    return several.formatted(numbers);
  }

  /** The column by which deliveries are found that have neither arrived nor are being sent. */
  String listed() {
    return listed;
  }

  /** True where the column holds the parameter somewhere, letter by letter. */
  String contains(String column) {
    return contains.formatted(column);
  }
}
