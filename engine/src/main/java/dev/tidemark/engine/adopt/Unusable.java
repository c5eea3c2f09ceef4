package dev.tidemark.engine.adopt;

import java.io.IOException;
import java.nio.file.Path;

/** Says why what another collector has written cannot be used. */
final class Unusable {
    private Unusable() {}

    /**
     * @param reason what is wrong with it
     * @param remedy what to do, a sentence without its end
     */
    static IOException because(Path file, String reason, String remedy) {
        return new IOException(file + " cannot be used: " + reason + ". Nothing was changed. " + remedy);
    }
}
