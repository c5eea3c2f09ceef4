package dev.tidemark.lake.parquet;

import java.util.EnumSet;
import java.util.Set;

/** The finished pages of a column in the row group being written. */
final class Chunk {
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;

    final Bytes bytes = new Bytes();
    private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    private long uncompressed;
    private int dictionaryBytes;

    void dictionaryPage(Bytes dictionary, int entries, Encoder encoder) {
        Thrift header = header(DICTIONARY_PAGE, dictionary.array, 0, dictionary.size, encoder);
        header.struct(7); // dictionary_page_header
        header.int32(1, entries);
        header.int32(2, Encoding.PLAIN.number);
        header.end();
        end(header, dictionary.size, encoder);
        encodings.add(Encoding.PLAIN);
        dictionaryBytes = bytes.size;
    }

    /** @param values values and nulls */
    void dataPage(int values, Encoding encoding, byte[] page, int from, int size, Encoder encoder) {
        Thrift header = header(DATA_PAGE, page, from, size, encoder);
        header.struct(5); // data_page_header
        header.int32(1, values);
        header.int32(2, encoding.number);
        header.int32(3, Encoding.RLE.number);
        header.int32(4, Encoding.RLE.number);
        header.end();
        end(header, size, encoder);
        encodings.add(Encoding.RLE);
        encodings.add(encoding);
    }

    private Thrift header(int type, byte[] page, int from, int size, Encoder encoder) {
        uncompressed -= bytes.size; // the header counts as uncompressed bytes too
        Thrift header = new Thrift(bytes);
        header.int32(1, type);
        header.int32(2, size);
        header.int32(3, encoder.compress(page, from, size));
        return header;
    }

    private void end(Thrift header, int size, Encoder encoder) {
        header.stop();
        uncompressed += bytes.size + size;
        encoder.appendCompressed(bytes);
    }

    int[] encodings() {
        return encodings.stream().mapToInt(encoding -> encoding.number).toArray();
    }

    long uncompressed() {
        return uncompressed;
    }

    /** Size of the dictionary page, which is where data pages start; 0 without a dictionary. */
    int dictionaryBytes() {
        return dictionaryBytes;
    }

    void clear() {
        bytes.size = 0;
        encodings.clear();
        uncompressed = 0;
        dictionaryBytes = 0;
    }

    void copy(Chunk other) {
        bytes.copy(other.bytes);
        encodings.clear();
        encodings.addAll(other.encodings);
        uncompressed = other.uncompressed;
        dictionaryBytes = other.dictionaryBytes;
    }
}
