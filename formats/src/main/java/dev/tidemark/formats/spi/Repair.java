package dev.tidemark.formats.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** What to do about a value of a state store that is damaged, in words. */
public final class Repair {
    private Repair() {}

    /**
     * In sentences without the last full stop, for the message of a
     * {@link dev.tidemark.api.CorruptStateException}.
     *
     * @param key     of the value; its first segment is the source's name
     * @param restore what brings an older value back in this store, as a command
     */
    public static String of(String key, String restore) {
        String source = URLDecoder.decode(key.split("/", 2)[0], UTF_8);
        return "If a newer version of Tidemark saved it, use that one; else make it again from the lake with 'tidemark"
                + " state rebuild " + source + "', or bring in an exported state with 'tidemark state import', or "
                + restore + ", or begin anew with 'tidemark state reset " + source
                + "', which collects everything again";
    }
}
