package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/** A value on its way from one database to another. */
sealed interface Cell {
  /** What a column holds, if it holds anything. */
  enum Kind {
    NUMBER,
    TEXT,
    BYTES;

    /** Reads the row's next column. */
    Cell read(Row row) throws SQLException {
      return switch (this) {
        case NUMBER -> of(row.numberIfAny().map(Whole::new));
        case TEXT -> of(row.textIfAny().map(Text::new));
        case BYTES -> of(row.bytesIfAny().map(Binary::new));
      };
    }

    private Cell of(Optional<? extends Cell> found) {
      return found.isPresent() ? found.get() : new Nothing(this);
    }
  }

  /** A whole number, a time or a flag. */
  record Whole(long number) implements Cell {}

  /** A text, as it is read: without any database's escapes. */
  record Text(String text) implements Cell {}

  /** Bytes, sealed or not. */
  record Binary(Bytes bytes) implements Cell {}

  /** What isn't there, in a column of this kind. */
  record Nothing(Kind kind) implements Cell {}

  /** Becomes the statement's next parameter. */
  default void to(Call call) throws SQLException {
    switch (this) {
      case Whole whole -> call.with(whole.number());
      case Text text -> call.with(text.text());
      case Binary binary -> call.with(binary.bytes());
      case Nothing nothing -> {
        switch (nothing.kind()) {
          case NUMBER -> call.withNumber(Optional.empty());
          case TEXT -> call.withText(Optional.empty());
          case BYTES -> call.withBytes(Optional.empty());
        }
      }
    }
  }

  /** The same text for the same value, whichever database it was read from. */
  default byte[] form() {
    var form =
        switch (this) {
          case Whole whole -> "n" + whole.number();
          case Text text -> "t" + text.text();
          case Binary binary -> "b" + HexFormat.of().formatHex(binary.bytes().array());
          case Nothing nothing -> "-";
        };
    return form.getBytes(StandardCharsets.UTF_8);
  }

  /** About how many bytes it takes in memory. */
  default long size() {
    return switch (this) {
      case Text text -> text.text().length();
      case Binary binary -> binary.bytes().size();
      case Whole whole -> Long.BYTES;
      case Nothing nothing -> Long.BYTES;
    };
  }
}
