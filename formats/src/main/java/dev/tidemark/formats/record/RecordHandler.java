package dev.tidemark.formats.record;

import java.io.IOException;

/** Receives the records of an artifact in their order. One thread. */
public interface RecordHandler {
    /**
     * A record was read.
     *
     * @param fields  its values; they, and {@code raw}, may change once this returns
     * @param ordinal of a line its line number, else the record's place; from 1 on, from where reading began
     * @param raw     {@code length} bytes from {@code from} are the record as it was read
     */
    void record(Fields fields, long ordinal, byte[] raw, int from, int length) throws IOException;

    /** A record could not be read; {@code reason} says what is wrong with it, and which value. */
    void bad(long ordinal, String reason, byte[] raw, int from, int length) throws IOException;
}
