package dev.hookcast.storage;

import java.sql.SQLException;

/** Where the values of a row's columns go, each to its place, counted from one. */
interface Values {
  void number(int place, long number) throws SQLException;

  void text(int place, String text) throws SQLException;

  void bytes(int place, byte[] bytes) throws SQLException;

  /** Nothing, of this type of {@link java.sql.Types}. */
  void none(int place, int type) throws SQLException;
}
