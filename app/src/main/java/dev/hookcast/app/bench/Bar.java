package dev.hookcast.app.bench;

import java.math.BigDecimal;

/** What a figure has to reach, in which direction. */
public record Bar(Sense sense, double bound) {
  /** Which values are good. */
  enum Sense {
    ANY,
    AT_LEAST,
    AT_MOST
  }

  /** True unless any value will do. */
  public boolean exists() {
    return sense != Sense.ANY;
  }

  /** True if the value reaches it. */
  public boolean holds(double value) {
    return switch (sense) {
      case ANY -> true;
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
    };
  }

  /** As it is printed; empty if any value will do. */
  public String text() {
    return switch (sense) {
      case ANY -> "";
      case AT_LEAST -> "≥ " + plain();
      case AT_MOST -> "≤ " + plain();
    };
  }

  private String plain() {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }
}
