package dev.tidemark.api.table;

import java.io.IOException;

/** Receives the records of one artifact from a decoder, in their order. One thread. */
public interface RowSink {
    /** The row to fill for the next record; empty at first and after each record. */
    Row row();

    /**
     * The row is filled: one record was read.
     *
     * @param ordinal the record's number in its artifact: of a line its line number, else its place, from 1 on
     * @param raw     {@code length} bytes from {@code from} are the record as it was read
     */
    void accept(long ordinal, byte[] raw, int from, int length) throws IOException;

    /**
     * One record was read and cannot be a row; it is set aside with its raw bytes.
     *
     * @param reason what is wrong with it, and which value
     */
    void reject(long ordinal, String reason, byte[] raw, int from, int length) throws IOException;
}
