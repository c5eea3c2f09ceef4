package dev.tidemark.cli.output;

import java.util.Map;

/**
 * What standard input, output and error are connected with. The launcher tells, in system properties: a JVM cannot find out
 * about each of the two.
 *
 * @param inTerminal    whether standard input is a terminal
 * @param outTerminal   whether standard output is a terminal
 * @param errorTerminal whether standard error is
 * @param columns       how wide the terminal is, {@link Integer#MAX_VALUE} without one
 * @param colour        whether escape sequences that only change how text looks are welcome
 */
public record Screen(boolean inTerminal, boolean outTerminal, boolean errorTerminal, int columns, boolean colour) {
    private static final int USUAL = 80;

    /** No terminal: nothing is cut, coloured or redrawn. */
    public static final Screen NONE = new Screen(false, false, false, Integer.MAX_VALUE, false);

    public static Screen here() {
        boolean out = Boolean.getBoolean("tidemark.out.terminal");
        boolean error = Boolean.getBoolean("tidemark.error.terminal");
        Map<String, String> environment = System.getenv();
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        int columns = out || error ? Integer.getInteger("tidemark.columns", USUAL) : Integer.MAX_VALUE;
        return new Screen(
                Boolean.getBoolean("tidemark.in.terminal"),
                out && !dumb,
                error && !dumb,
                columns < 20 ? USUAL : columns,
                !dumb && !plain);
    }

    /** Columns of a table on standard output. */
    public int outColumns() {
        return outTerminal ? columns : Integer.MAX_VALUE;
    }

    /** The text in bold on standard output, where that is welcome. */
    public String bold(String text) {
        return outTerminal && colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
