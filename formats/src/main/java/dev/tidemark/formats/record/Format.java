package dev.tidemark.formats.record;

import java.util.List;

/** How bytes become records with fields. Immutable; compiled once per table. */
public interface Format {
    /**
     * A reader for one thread.
     *
     * @param wanted names of fields (of JSON: paths such as {@code userIdentity.arn}); {@link Fields} numbers them in
     *     this order, and what is not wanted is not looked at. All different. What a format never has is absent from
     *     every record
     */
    RecordReader reader(List<String> wanted);
}
