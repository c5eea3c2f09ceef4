package dev.tidemark.lake.parquet;

/** How many bytes the finished pages of a row group take. */
final class PageBytes {
    long sum;
}
