package dev.tidemark.cli;

import java.util.Locale;

/** The form in which states are exported. */
enum ExportFormat {
    /** Byte for byte, of any sources. */
    TIDEMARK,
    /** One source, as connectors of Apache Iggy write it. */
    IGGY;

    /** As it is written in {@code --format}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
