package dev.hookcast.storage;

/** How a database writes texts. Equal texts are written equally, and different ones differently. */
enum Letters {
  /** Any letter as it is. */
  ALL {
    @Override
    String write(String text) {
      return text;
    }

    @Override
    String read(String text) {
      return text;
    }
  },

  /** The letter NUL, which PostgreSQL has no place for, as an escape and a letter of its own. */
  WITHOUT_NUL {
    @Override
    String write(String text) {
      return text.indexOf('\0') < 0 && text.indexOf(ESCAPE) < 0
          ? text
          : text.replace(ESCAPE + "", ESCAPE + "e").replace("\0", ESCAPE + "0");
    }

    @Override
    String read(String text) {
      return text.indexOf(ESCAPE) < 0
          ? text
          : text.replace(ESCAPE + "0", "\0").replace(ESCAPE + "e", ESCAPE + "");
    }
  };

  private static final char ESCAPE = '\ufdd0'; // one that Unicode leaves to programs' own use

  abstract String write(String text);

  abstract String read(String text);
}
