package dev.tidemark.lake.parquet;

/** Ways to write values, by the numbers the format gives. */
enum Encoding {
    PLAIN(0),
    RLE(3),
    DELTA_BYTE_ARRAY(7),
    RLE_DICTIONARY(8);

    final int number;

    Encoding(int number) {
        this.number = number;
    }
}
