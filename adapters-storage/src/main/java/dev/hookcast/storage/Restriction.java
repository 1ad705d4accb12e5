package dev.hookcast.storage;

import dev.hookcast.core.spi.Page;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Conditions that a query's rows have to meet, put together as they are asked for. */
final class Restriction {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Adds a condition if there is a value for it; the value stands for each {@code ?} in it. */
  Restriction and(String condition, Optional<?> value) {
    value.ifPresent(
        known -> {
          sql.append("\n  AND ").append(condition);
          condition.chars().filter(c -> c == '?').forEach(c -> values.add(known));
        });
    return this;
  }

  /** Adds a condition that has these values. */
  Restriction and(String condition, long... numbers) {
    sql.append("\n  AND ").append(condition);
    for (long number : numbers) {
      values.add(number);
    }
    return this;
  }

  /** The conditions, to stand behind another one in a {@code WHERE}. */
  String sql() {
    return sql.toString();
  }

  /** Gives the statement the values of the conditions. */
  Call bind(Call call) throws SQLException {
    for (var value : values) {
      if (value instanceof Long number) {
        call.with(number.longValue());
      } else {
        call.with((String) value);
      }
    }
    return call;
  }

  /** A page of what was read with a limit of one more than was wanted. */
  static <T> Page<T> page(List<T> read, Page.Wanted wanted, ToLongFunction<T> number) {
    if (read.size() <= wanted.limit()) {
      return new Page<>(read, Optional.empty());
    }
    var items = read.subList(0, wanted.limit());
    return new Page<>(items, Optional.of(number.applyAsLong(items.getLast())));
  }
}
