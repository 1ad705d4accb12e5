package dev.hookcast.app.terminal;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and prints.
 *
 * @param interactive true if a person looks at the output
 * @param colours true if the output may hold colours
 * @param width how many characters a line has
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    boolean colours,
    int width) {}
