package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;

/** Asks whether something is to be done that cannot be taken back. */
final class Confirmation {
    private Confirmation() {}

    /**
     * Returns if it is to be done.
     *
     * @param what it does, as a sentence without its end
     * @throws UsageException if not, or if there is no terminal to ask on
     */
    static void require(Tidemark tidemark, String what) throws IOException {
        if (!tidemark.console().screen().inTerminal()) {
            throw new UsageException(what + "; add --yes to do it, or --dry-run to see what it comes to");
        }
        tidemark.console().err().print("tidemark: " + what + ". Do it? [y/N] ");
        tidemark.console().err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new UsageException("nothing was changed");
        }
    }
}
