package dev.hookcast.app;

/** Main, for a Java that may be too old for it: then one sentence instead of a stack trace. */
final class Start {
  private static final int OLDEST = 21;

  private Start() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    int java = Runtime.version().feature();
    if (java < OLDEST) {
      System.err.printf(
          "hookcast: needs Java %d or newer, and this is Java %d (%s).%n",
          OLDEST, java, System.getProperty("java.home"));
      System.exit(78);
    }
    // By name: a reference would make this Java load it first.
    Class.forName("dev.hookcast.app.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}
